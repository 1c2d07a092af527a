import { Environment, type Optional } from '@marcbachmann/cel-js';
import { namedFormats } from './format.ts';
import { addresses } from './ip.ts';
import { type Library, register } from './library.ts';
import { lists } from './lists.ts';
import { macros } from './macros.ts';
import { same } from './order.ts';
import { quantities } from './quantity.ts';
import { regexps } from './regexp.ts';
import { versions } from './semver.ts';
import { texts } from './texts.ts';
import { times } from './time.ts';
import { urls } from './url.ts';

/** What Kubernetes 1.36 adds to CEL, except the authorizer: nobody but a cluster knows its answers. */
const libraries: readonly Library[] = [
  macros,
  regexps,
  texts,
  lists,
  times,
  quantities,
  addresses,
  urls,
  versions,
  namedFormats,
];

let base: Environment | undefined;

/** CEL as Kubernetes has it, with variables of which only the names are known. */
export function environmentOf(names: readonly string[]): Environment {
  base ??= withLibraries();
  const environment = base.clone();
  for (const name of names) environment.registerVariable(name, 'dyn');
  return environment;
}

function withLibraries(): Environment {
  // Whether elements of a list have one type is for an API server to say, when it is given the expression.
  const environment = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false });
  for (const library of libraries) register(environment, library);
  environment.registerOperator('optional == optional', sameOptionals);
  return environment;
}

const sameOptionals = (left: Optional, right: Optional): boolean =>
  left.hasValue() && right.hasValue() ? same(left.value(), right.value()) : left.hasValue() === right.hasValue();
