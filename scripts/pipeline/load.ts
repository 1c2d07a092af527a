import { loadAll, YAMLException } from 'js-yaml';
import type * as v from 'valibot';
import { type Capability, capabilities } from '../../constructs/model/capability.ts';
import type { AnyComponent } from '../../constructs/model/component.ts';
import type { Environment } from '../../constructs/model/environment.ts';
import type { Fba } from '../../constructs/model/fba.ts';
import type { Fbe } from '../../constructs/model/fbe.ts';
import { type Finding, problem } from '../../constructs/model/finding.ts';
import type {
  EnvironmentVersions,
  Fleet,
  Named,
  OwnComponent,
  PlatformVersions,
  StageVersions,
} from '../../constructs/model/fleet.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import { checkShape } from '../../constructs/shape/check.ts';
import {
  componentShape,
  environmentShape,
  environmentVersionsShape,
  fbaShape,
  fbeShape,
  platformVersionsShape,
  stageVersionsShape,
} from '../../constructs/shape/shapes.ts';
import { encryptCommand, sopsFaults } from '../checks/secret/sops.ts';
import type { FleetModule } from '../launcher/host.ts';
import type { FleetFiles } from './read.ts';

/** What was read of a fleet's folder. */
export interface FleetSources {
  /** How messages and headers name the folder, such as `environments`. */
  readonly label: string;
  readonly files: FleetFiles;
  readonly modules: ReadonlyMap<string, FleetModule>;
  readonly read: (path: string) => string;
}

export interface Loaded {
  /** Absent when something is so wrong that nothing can be planned. */
  readonly fleet: Fleet | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Turns what the fleet's files export into a fleet. This is the one place where what a user wrote becomes a type: each
 * value has been checked against the shape of that type first.
 */
export function fleetOf(sources: FleetSources): Loaded {
  const loader = new Loader(sources);
  return loader.load();
}

/** The components among a fleet's files, read without the rest of it. */
export function componentsOf(
  label: string,
  definitions: readonly string[],
  modules: ReadonlyMap<string, FleetModule>,
): { components: readonly OwnComponent[]; findings: readonly Finding[] } {
  const files = { definitions, versions: [], secrets: [], charts: [], customResources: [] };
  return new Loader({ label, files, modules, read: () => '' }).components();
}

class Loader {
  readonly #sources: FleetSources;
  readonly #findings: Finding[] = [];

  constructor(sources: FleetSources) {
    this.#sources = sources;
  }

  components(): { components: readonly OwnComponent[]; findings: readonly Finding[] } {
    const components = this.#sources.files.definitions
      .filter((path) => path.startsWith('components/'))
      .flatMap((path) => this.#component(path));
    return { components, findings: this.#findings };
  }

  load(): Loaded {
    const { definitions } = this.#sources.files;
    const fbe = this.#fbe(definitions);
    const environments = definitions
      .filter((path) => !path.includes('/') && path !== 'fleet.ts')
      .flatMap((path) => this.#declared<Environment>(path, path.slice(0, -3), 'environment', environmentShape));
    const factories = definitions
      .filter((path) => path.startsWith('factories/'))
      .flatMap((path) => this.#declared<Fba>(path, path.slice('factories/'.length, -3), 'fba', fbaShape));
    const { components } = this.components();
    const versions = this.#versions(environments, factories);
    if (environments.length === 0 && this.#findings.length === 0)
      this.#findings.push(
        problem('load', this.#sources.label, 'has no environment', {
          hint: 'write one beside fleet.ts, with export default environment({ … })',
        }),
      );
    const encrypted = this.#encrypted();
    const charts = this.#texts('charts');
    const customResources = this.#texts('customResources');
    const stop = fbe === undefined || this.#findings.some(({ severity }) => severity === 'error');
    return {
      fleet: stop
        ? undefined
        : { fbe, environments, factories, components, versions, encrypted, charts, customResources },
      findings: this.#findings,
    };
  }

  #file(path: string): string {
    return `${this.#sources.label}/${path}`;
  }

  #fbe(definitions: readonly string[]): Named<Fbe> | undefined {
    if (definitions.includes('fleet.ts')) return this.#declared<Fbe>('fleet.ts', 'fleet', 'fbe', fbeShape)[0];
    const file = this.#file('fleet.ts');
    this.#findings.push(
      problem('load', file, 'does not exist', {
        at: { file, path: [] },
        hint: 'write it with export default fbe({ organisation, repository, groups })',
      }),
    );
    return undefined;
  }

  /** The default export of a file, if it is what the file must declare. */
  #declared<T extends { readonly type: string }>(
    path: string,
    name: string,
    type: T['type'],
    shape: v.GenericSchema<unknown, unknown>,
  ): Named<T>[] {
    const file = this.#file(path);
    const value = this.#sources.modules.get(path)?.['default'];
    if (!hasType(value, type)) {
      this.#findings.push(
        problem('load', file, `has no default export of ${type}(…)`, {
          at: { file, path: [] },
          hint: `write export default ${type}({ … }); helpers belong in a folder of their own`,
        }),
      );
      return [];
    }
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) || name.length > 40)
      this.#findings.push(
        problem('definition', file, `"${name}" cannot be a name`, {
          at: { file, path: [] },
          hint: 'name the file with lower-case letters, digits and dashes, at most 40',
        }),
      );
    const findings = checkShape(shape, value, name, { file, path: [] });
    this.#findings.push(...findings);
    // The shape of T has just been checked.
    return findings.length > 0 ? [] : [{ name, file, value: value as unknown as T }];
  }

  #component(path: string): OwnComponent[] {
    const file = this.#file(path);
    const [, capability = '', name = ''] = path.split('/');
    const value = this.#sources.modules.get(path)?.['default'];
    if (!isCapability(capability)) {
      this.#findings.push(
        problem('load', file, `"${capability}" is no capability${didYouMean(capability, capabilities)}`, {
          at: { file, path: [] },
          hint: "the folder's name is the component's capability",
        }),
      );
      return [];
    }
    if (!hasType(value, 'component')) {
      this.#findings.push(
        problem('load', file, 'has no default export of component(…)', {
          at: { file, path: [] },
          hint: 'write export default component({ … })',
        }),
      );
      return [];
    }
    const id = name.slice(0, -3);
    const findings = checkShape(componentShape, value, id, { file, path: [] });
    this.#findings.push(...findings);
    if (findings.length > 0) return [];
    // Its options are checked where they are used.
    return [{ id, capability, file, component: value as unknown as AnyComponent }];
  }

  #versions(environments: readonly Named<Environment>[], factories: readonly Named<Fba>[]): Fleet['versions'] {
    const ofEnvironments = new Map<string, Named<EnvironmentVersions>>();
    const ofStages = new Map<string, Named<StageVersions>>();
    let platform: Named<PlatformVersions> = { name: 'platform', file: this.#file('versions/platform.yaml'), value: {} };
    const stages = factories.flatMap(({ name, value }) => Object.keys(value.stages).map((stage) => `${name}.${stage}`));
    const broken = this.#brokenNames(environments, factories);
    const seen = new Set<string>();
    for (const path of this.#sources.files.versions) {
      const name = path.replace(/^versions\/|\.ya?ml$/g, '');
      if (seen.has(name)) this.#twiceVersions(path, name);
      seen.add(name);
      // What a file with a mistake declares is not known, and its mistake has been said.
      if (broken.includes(name.split('.')[0] ?? '')) continue;
      if (name === 'platform') platform = this.#yaml<PlatformVersions>(path, name, platformVersionsShape) ?? platform;
      else if (environments.some((environment) => environment.name === name))
        keep(ofEnvironments, name, this.#yaml<EnvironmentVersions>(path, name, environmentVersionsShape));
      else if (stages.includes(name)) keep(ofStages, name, this.#yaml<StageVersions>(path, name, stageVersionsShape));
      else
        this.#unknownVersions(path, name, [
          'platform',
          ...environments.map((environment) => environment.name),
          ...stages,
        ]);
    }
    return { platform, environments: ofEnvironments, stages: ofStages };
  }

  /** Environments and factories whose files have mistakes. */
  #brokenNames(environments: readonly Named<unknown>[], factories: readonly Named<unknown>[]): readonly string[] {
    const whole = new Set([...environments, ...factories].map(({ file }) => file));
    return this.#sources.files.definitions
      .filter((path) => !path.startsWith('components/') && path !== 'fleet.ts' && !whole.has(this.#file(path)))
      .map((path) => path.replace(/^factories\/|\.ts$/g, ''));
  }

  #twiceVersions(path: string, name: string): void {
    const file = this.#file(path);
    this.#findings.push(
      problem('version', file, `"${name}" has another file, ending in .yaml`, {
        at: { file, path: [] },
        hint: 'keep one of them',
      }),
    );
  }

  #unknownVersions(path: string, name: string, known: readonly string[]): void {
    const file = this.#file(path);
    this.#findings.push(
      problem('version', file, `"${name}" is neither an environment nor a factory's stage${didYouMean(name, known)}`, {
        at: { file, path: [] },
        hint: 'rename it to <environment>.yaml or <factory>.<stage>.yaml, or delete it',
      }),
    );
  }

  #yaml<T>(path: string, name: string, shape: v.GenericSchema<unknown, unknown>): Named<T> | undefined {
    const file = this.#file(path);
    const documents = this.#parsed(path);
    if (!documents) return undefined;
    if (documents.length > 1)
      this.#findings.push(
        problem('load', file, 'holds more than one document', {
          at: { file, path: [] },
          hint: 'take the line --- away',
        }),
      );
    const value = documents[0] ?? {};
    const findings = checkShape(shape, value, `versions ${name}`, { file, path: [] });
    this.#findings.push(...findings);
    // The shape of T has just been checked.
    return findings.length > 0 ? undefined : { name, file, value: value as T };
  }

  #parsed(path: string): unknown[] | undefined {
    const file = this.#file(path);
    try {
      return loadAll(this.#sources.read(path));
    } catch (error) {
      const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      const line = error instanceof YAMLException && error.mark ? error.mark.line + 1 : undefined;
      this.#findings.push(
        problem('load', file, `is not YAML: ${text.replace(/ \(\d+:\d+\)$/, '')}`, {
          at: { file, path: [], line },
          hint: 'mend the file; after a git merge, look for conflict markers',
        }),
      );
      return undefined;
    }
  }

  #encrypted(): Fleet['encrypted'] {
    const found = new Map<string, Named<KubernetesObject>>();
    for (const path of this.#sources.files.secrets) {
      const file = this.#file(path);
      const name = path.replace(/^secrets\/|\.ya?ml$/g, '');
      const documents = this.#parsed(path);
      if (!documents) continue;
      if (documents.length !== 1 || found.has(name)) {
        this.#notAlone(file, documents.length, name);
        continue;
      }
      const [document] = documents;
      const faults = sopsFaults(document);
      for (const { path: at, message, hint } of faults)
        this.#findings.push(problem('secret', file, message, { at: { file, path: at }, hint }));
      // sopsFaults has seen that it is a SopsSecret with a name.
      if (faults.length === 0) found.set(name, { name, file, value: document as KubernetesObject });
    }
    return found;
  }

  /** Kept as they are until a check asks for what they say. */
  #texts(kind: 'charts' | 'customResources'): Fleet['charts'] {
    const { files, read } = this.#sources;
    return new Map(
      files[kind].map((path) => {
        const name = path.slice(path.indexOf('/') + 1);
        return [name, { name, file: this.#file(path), value: read(path) }];
      }),
    );
  }

  #notAlone(file: string, documents: number, name: string): void {
    const [message, hint] =
      documents === 1
        ? [`"${name}" has another file, ending in .yaml`, 'keep one of them']
        : documents === 0
          ? ['is empty', `write a SopsSecret into it and encrypt it: ${encryptCommand}`]
          : ['holds more than one document', 'write a file for each Secret'];
    this.#findings.push(problem('secret', file, message, { at: { file, path: [] }, hint }));
  }
}

const keep = <T>(map: Map<string, T>, key: string, value: T | undefined): void => {
  if (value) map.set(key, value);
};

const hasType = (value: unknown, type: string): value is { readonly type: string } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === type;

const isCapability = (name: string): name is Capability => capabilities.some((capability) => capability === name);
