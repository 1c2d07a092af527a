import type { Json } from '../../constructs/model/json.ts';
import { isTree } from '../charts/tree.ts';

/** Keywords that no validator looks at. */
const annotations: ReadonlySet<string> = new Set([
  '$comment',
  'default',
  'deprecated',
  'description',
  'examples',
  'markdownDescription',
  'readOnly',
  'title',
  'writeOnly',
]);
/** Keywords whose value is a map of schemas: its keys are names. */
const named: ReadonlySet<string> = new Set([
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'patternProperties',
  'properties',
]);
/** Keywords whose value is data. */
const data: ReadonlySet<string> = new Set(['const', 'dependentRequired', 'enum', 'required']);

/** A JSON schema without its prose; references lead where they led. */
export function withoutProse(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (!isTree(schema)) return schema;
  const kept = Object.entries(schema).filter(([keyword, value]) => says(keyword, value));
  return Object.fromEntries(kept.map(([keyword, value = null]) => [keyword, below(keyword, value)]));
}

/** Whether a keyword says anything about values. */
function says(keyword: string, value: Json | undefined): boolean {
  if (annotations.has(keyword) || keyword.startsWith('x-')) return false;
  if (keyword === 'additionalProperties' || keyword === 'additionalItems') return value !== true;
  return keyword !== 'required' || !Array.isArray(value) || value.length > 0;
}

function below(keyword: string, value: Json): Json {
  if (data.has(keyword)) return value;
  if (!named.has(keyword) || !isTree(value)) return withoutProse(value);
  return Object.fromEntries(Object.entries(value).map(([name, schema = null]) => [name, withoutProse(schema)]));
}
