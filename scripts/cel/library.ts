import type { Environment } from '@marcbachmann/cel-js';

/** Functions by their signature, such as `isIP(string): bool`. @throws Error where there is no value, with what CEL says of it */
export type Functions = Readonly<Record<string, (...values: never[]) => unknown>>;

/** What belongs together of the CEL that Kubernetes has. */
export interface Library {
  /** Classes, by the name that CEL has for their type. Two of one type are equal where their texts are. */
  readonly types?: Readonly<Record<string, new (...values: never[]) => Canonical>>;
  /** Functions of names that are no values, such as `sets.contains(a, b)`; by name. */
  readonly spaces?: Readonly<Record<string, Functions>>;
  readonly functions?: Functions;
}

/** A value with one text for all that equals it. */
export interface Canonical {
  readonly canonical: string;
}

/** The library waits for promises unless it is told that there are none. */
const sync = { async: false };

/** Makes a library known to an environment. */
export function register(environment: Environment, { types, spaces, functions }: Library): void {
  for (const [name, ctor] of Object.entries(types ?? {})) {
    environment.registerType(name, { ctor });
    environment.registerOperator(`${name} == ${name}`, (a: Canonical, b: Canonical) => a.canonical === b.canonical);
  }
  for (const [signature, handler] of Object.entries(functions ?? {}))
    environment.registerFunction(signature, handler, sync);
  for (const [name, members] of Object.entries(spaces ?? {})) {
    const space = class {};
    const type = `${name}Namespace`;
    environment.registerType(type, { ctor: space });
    environment.registerConstant(name, type, new space());
    // The first value is the space itself.
    for (const [signature, handler] of Object.entries(members))
      environment.registerFunction(
        `${type}.${signature}`,
        (_: unknown, ...values: never[]) => handler(...values),
        sync,
      );
  }
}
