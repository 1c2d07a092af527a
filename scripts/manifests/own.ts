/** The custom resources that a fleet brings itself: from files of CustomResourceDefinitions to definitions. */
import { kubernetesVersions } from '../../constructs/model/capability.ts';
import { type Finding, problem } from '../../constructs/model/finding.ts';
import type { Fleet, Named } from '../../constructs/model/fleet.ts';
import type { Definition } from '../schemas/read.ts';
import { validatorFor } from '../validate/index.ts';
import { definitionOf, isDefinition } from './definition.ts';
import type { Located } from './judge.ts';
import { partsOf } from './parts.ts';

/** What a fleet's files define, and what is wrong with them. */
export interface OwnDefinitions {
  readonly definitions: readonly Definition[];
  readonly findings: readonly Finding[];
}

/** The clusters of a fleet differ in their Kubernetes; what the newest takes is taken. */
const newest = kubernetesVersions[kubernetesVersions.length - 1] ?? '';

const read = new WeakMap<Fleet['customResources'], OwnDefinitions>();

/**
 * Reads the definitions of a fleet, once. What else is in their files, such as the rest of a release, is passed over.
 *
 * @param root Millwright's own folder
 * @param files texts of YAML or JSON by file name
 */
export function ownDefinitions(root: string, files: Fleet['customResources']): OwnDefinitions {
  const known = read.get(files);
  if (known) return known;
  const definitions: Definition[] = [];
  const findings: Finding[] = [];
  const owners = new Map<string, string>();
  for (const named of files.values()) {
    let holds = false;
    for (const { object: located, mistake } of partsOf(inputOf(named))) {
      holds ||= mistake !== undefined;
      if (mistake) findings.push({ ...mistake, check: 'definition' });
      if (!located || !isDefinition(located.object)) continue;
      holds = true;
      const defined = definitionOf(located.object);
      const refused = refusal(root, located) ?? (defined ? twice(defined, named.file, located, owners) : undefined);
      if (refused) findings.push(refused);
      else if (defined) definitions.push(defined);
    }
    if (!holds) findings.push(empty(named.file));
  }
  const made = { definitions, findings };
  read.set(files, made);
  return made;
}

/** A file in a folder: what no API server would take for an object may be there, too. */
const inputOf = ({ file, value }: Named<string>) => ({
  name: file,
  folder: file.replace(/\/[^/]*$/, ''),
  chunks: () => [Buffer.from(value, 'utf8')],
});

/** The first thing for which an API server would not take it. */
function refusal(root: string, { object, where, at }: Located): Finding | undefined {
  const faults = validatorFor(root, newest).faults(object);
  const [first] = faults;
  if (first === undefined) return undefined;
  const more = faults.length === 1 ? '' : `, and ${faults.length - 1} more`;
  return problem('definition', where(first.path), `${first.message}${more}`, {
    at: at?.(first.path),
    hint: first.hint ?? 'take the file from a release of what defines it',
  });
}

function twice(
  { group, kind }: Definition,
  file: string,
  { where, at }: Located,
  owners: Map<string, string>,
): Finding | undefined {
  const id = `${group}/${kind}`;
  const owner = owners.get(id);
  owners.set(id, owner ?? file);
  return owner === undefined
    ? undefined
    : problem('definition', where([]), `${id} is defined in ${owner} already`, {
        at: at?.([]),
        hint: 'keep one of them',
      });
}

const empty = (file: string): Finding =>
  problem('definition', file, 'holds no CustomResourceDefinition of apiextensions.k8s.io/v1', {
    at: { file, path: [] },
    hint: 'put one there as a release has it, or move the file away',
  });
