import type { Fault, ObjectCheck } from './object.ts';
import { asMap, type Fields, listAt, mapAt, type Path } from './read.ts';

const linkPrefix = 'link.argocd.argoproj.io/';
const addresses: ReadonlySet<string> = new Set(['argocd.argoproj.io/managed-by-url', 'notice.argocd.argoproj.io/url']);

/** A browser drops blanks and control characters before it looks at the scheme, so nothing may stand before it. */
const web = /^https?:\/\/[^\s/?#\\]+\S*$/i;
const otherScheme = /^\s*(?:javascript|data|vbscript|file|blob)\s*:|^\s*[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Links that Argo CD shows lead to web pages. A script in one runs with the rights of whoever clicks on it, in versions before
 * 3.4.2, 3.3.10 and 3.2.12 (CVE-2026-45738); later ones leave it out without a word (argo-cd v3.5.1, controller/cache/info.go,
 * ui/src/app/shared/utils.ts). So does an ApplicationSet's template: what comes from a pull request must not choose the scheme.
 */
export const link: ObjectCheck = {
  name: 'link',
  alone: true,
  faults(object) {
    const faults: Fault[] = [];
    inAnnotations(asMap(object.metadata), ['metadata'], faults);
    if (object.kind === 'Application') inInfo(object['spec'], ['spec'], faults);
    else if (object.kind === 'ApplicationSet') {
      const template = mapAt(object['spec'], 'template');
      inAnnotations(mapAt(template, 'metadata'), ['spec', 'template', 'metadata'], faults);
      inInfo(template['spec'], ['spec', 'template', 'spec'], faults);
    }
    return faults;
  },
};

function inAnnotations(metadata: Fields, path: Path, faults: Fault[]): void {
  const annotations = asMap(metadata['annotations']);
  for (const key in annotations) {
    const titled = key.startsWith(linkPrefix);
    if (!titled && !addresses.has(key)) continue;
    const text = String(annotations[key]);
    // `title|address`, cut where the controller cuts it.
    const address = titled && text.includes('|') ? text.slice(text.indexOf('|') + 1) : text;
    if (!web.test(address)) faults.push(noPage([...path, 'annotations', key], titled));
  }
}

const noPage = (path: Path, titled: boolean): Fault => ({
  path,
  message: 'is no address of a web page, and Argo CD would show it as a link',
  hint: `write https://…${titled ? ', or title|https://…' : ''}`,
});

/** Information is text, and only what is written like an address becomes a link. */
function inInfo(spec: unknown, path: Path, faults: Fault[]): void {
  for (const [index, item] of listAt(spec, 'info').entries()) {
    const { value } = asMap(item);
    if (typeof value === 'string' && otherScheme.test(value) && !web.test(value))
      faults.push(noPage([...path, 'info', index, 'value'], false));
  }
}
