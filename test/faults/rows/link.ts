import type { Fault } from '../fault.ts';
import { shop, web } from './common.ts';

/** Links that Argo CD shows to people. */
export const link: readonly Fault[] = [
  {
    check: 'link',
    name: 'a link runs a script with the rights of whoever clicks on it',
    on: 'production/eu-1',
    inject: {
      change: web,
      set: [[['metadata', 'annotations'], { 'link.argocd.argoproj.io/docs': 'javascript:alert(1)' }]],
    },
    where: `production/eu-1 › ${web} › metadata.annotations["link.argocd.argoproj.io/docs"]`,
    message: 'is no address of a web page, and Argo CD would show it as a link',
    hint: 'write https://…, or title|https://…',
    at: shop,
  },
  {
    check: 'link',
    name: 'a link has a title and no scheme',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/harbor',
      set: [[['metadata', 'annotations', 'link.argocd.argoproj.io/ui'], 'Harbor|harbor.example.org']],
    },
    where: 'production/eu-1 › root › Application argocd/harbor › metadata.annotations["link.argocd.argoproj.io/ui"]',
    message: 'is no address of a web page, and Argo CD would show it as a link',
    hint: 'write https://…, or title|https://…',
  },
  {
    check: 'link',
    name: 'an information of an Application is a script',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/harbor',
      set: [[['spec', 'info'], [{ name: 'docs', value: 'data:text/html,<script>' }]]],
    },
    where: 'production/eu-1 › root › Application argocd/harbor › spec.info[0].value',
    message: 'is no address of a web page, and Argo CD would show it as a link',
    hint: 'write https://…',
  },
];
