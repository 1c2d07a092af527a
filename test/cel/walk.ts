import { ruleFaults } from '../../scripts/cel/rules.ts';
import { pathText } from '../../scripts/checks/object.ts';
import type { Definition, SchemaNode } from '../../scripts/schemas/read.ts';
import { nodesOf } from '../../scripts/validate/ready.ts';
import { stored } from '../../scripts/validate/stored.ts';

type Path = readonly (string | number)[];

/** What an object breaks of its definition's rules, as `path: message`, sorted. Defaults are filled in first. */
export function brokenRules({ nodes, versions }: Definition, version: string, object: unknown): string[] {
  const { schema } = versions[version] ?? { schema: -1 };
  const whole = stored(nodesOf(nodes, false), schema, object);
  return below(nodes, schema, whole, []).sort();
}

function below(nodes: readonly SchemaNode[], index: number, value: unknown, path: Path): string[] {
  const own = ruleFaults(nodes, index, value).map((fault) => `${pathText([...path, ...fault.path])}: ${fault.message}`);
  const { properties = {}, items, additionalProperties } = nodes[index] ?? {};
  if (Array.isArray(value) && items !== undefined)
    return [...own, ...value.flatMap((each, at) => below(nodes, items, each, [...path, at]))];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return own;
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, each]) => {
      const child = properties[key] ?? additionalProperties;
      return typeof child === 'number' ? below(nodes, child, each, [...path, key]) : [];
    }),
  ];
}
