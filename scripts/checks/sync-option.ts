import {
  applicationSyncOptions,
  isApplicationSyncOption,
  isResourceSyncOption,
  resourceSyncOptions,
  splitSyncOptions,
  syncOptionsAnnotation,
} from '../../constructs/argocd/sync-options.ts';
import { groupOf } from '../../constructs/model/manifest.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import type { Fault, ObjectCheck } from './object.ts';
import { asMap, listAt, mapAt, type Path } from './read.ts';

/** Sync options are ones that Argo CD has, in the place where it reads them: it passes over all others in silence. */
export const syncOption: ObjectCheck = {
  name: 'version',
  alone: true,
  faults(object) {
    const { apiVersion, kind, metadata, spec } = object;
    const faults: Fault[] = [];
    const annotation = asMap(asMap(metadata)['annotations'])[syncOptionsAnnotation];
    if (typeof annotation === 'string') ofObject(annotation, faults);
    if ((kind === 'Application' || kind === 'ApplicationSet') && groupOf(apiVersion) === 'argoproj.io')
      if (kind === 'Application') ofApplication(spec, ['spec'], faults);
      else ofApplication(mapAt(mapAt(spec, 'template'), 'spec'), ['spec', 'template', 'spec'], faults);
    return faults;
  },
};

function ofApplication(spec: unknown, path: Path, faults: Fault[]): void {
  const options = listAt(mapAt(spec, 'syncPolicy'), 'syncOptions');
  for (let index = 0; index < options.length; index++) {
    const option = options[index];
    // What is no text is the schema's business.
    if (typeof option !== 'string' || isHarmless(option, isApplicationSyncOption)) continue;
    const at = [...path, 'syncPolicy', 'syncOptions', index];
    faults.push(
      isResourceSyncOption(option)
        ? elsewhere(at, option, 'single objects', `write it into their annotation ${syncOptionsAnnotation}`)
        : unknown(at, option, applicationSyncOptions),
    );
  }
}

function ofObject(annotation: string, faults: Fault[]): void {
  const at = ['metadata', 'annotations', syncOptionsAnnotation];
  for (const option of splitSyncOptions(annotation))
    if (!isHarmless(option, isResourceSyncOption))
      faults.push(
        isApplicationSyncOption(option)
          ? elsewhere(at, option, 'Applications', 'write it into spec.syncPolicy.syncOptions of the Application')
          : unknown(at, option, resourceSyncOptions),
      );
}

/** Whether it is known, or says no more than what holds anyway, such as `CreateNamespace=false`. */
function isHarmless(option: string, isKnown: (option: string) => boolean): boolean {
  if (isKnown(option)) return true;
  const [, name = '', value] = /^([^=]+)=(true|false)$/.exec(option) ?? [];
  return value !== undefined && isKnown(`${name}=${value === 'true' ? 'false' : 'true'}`);
}

const elsewhere = (path: Path, option: string, owners: string, hint: string): Fault => ({
  path,
  message: `"${option}" is an option of ${owners}, and Argo CD would ignore it here`,
  hint,
});

const unknown = (path: Path, option: string, known: Iterable<string>): Fault => ({
  path,
  message: `Argo CD has no sync option "${option}", and would ignore it${didYouMean(option, known)}`,
  hint: 'correct it, or take it out',
});
