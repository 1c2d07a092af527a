import { describe, expect, test } from 'vitest';
import { link } from '../../scripts/checks/link.ts';
import { object } from './checked.ts';
import { broken, judged, places } from './judged.ts';

const annotated = (annotations: object, kind = 'Deployment') => ({
  ...object('apps/v1', kind, 'web', 'a'),
  metadata: { name: 'web', namespace: 'a', annotations: { ...annotations } },
});
const docs = 'link.argocd.argoproj.io/docs';
const said = 'is no address of a web page, and Argo CD would show it as a link';

describe('a link that Argo CD shows', () => {
  test.each([
    'https://example.org',
    'http://example.org:8080/path?query#part',
    'HTTPS://EXAMPLE.ORG/',
    'Documentation|https://example.org',
    '|https://example.org',
  ])('may be %s', (address) => {
    expect(judged(link, annotated({ [docs]: address }))).toEqual([]);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'ftp://example.org',
    'Title|javascript:alert(1)',
    'https://example.org|javascript:alert(1)',
    'Title|more|https://example.org',
    '/applications',
    'example.org',
    'https://',
    'https:///path',
    'https://exam ple.org',
    '\u0001https://example.org',
    '',
  ])('may not be %j', (address) => {
    expect(judged(link, annotated({ [docs]: address }))).toEqual([
      `metadata.annotations["link.argocd.argoproj.io/docs"]: ${said}`,
    ]);
  });

  test('is every annotation of that kind, on any object', () => {
    const annotations = {
      'link.argocd.argoproj.io/a': 'javascript:1',
      'link.argocd.argoproj.io/b': 'https://example.org',
      'argocd.argoproj.io/managed-by-url': 'argocd.example.org',
      'notice.argocd.argoproj.io/url': 'javascript:1',
      'notice.argocd.argoproj.io/content': 'javascript: is only text here',
    };
    expect(places(link, annotated(annotations, 'Application'))).toEqual([
      'metadata.annotations["link.argocd.argoproj.io/a"]',
      'metadata.annotations["argocd.argoproj.io/managed-by-url"]',
      'metadata.annotations["notice.argocd.argoproj.io/url"]',
    ]);
  });
});

describe('information of an Application', () => {
  const application = (value: unknown) =>
    object('argoproj.io/v1alpha1', 'Application', 'web', 'argocd', { spec: { info: [{ name: 'Info', value }] } });

  test.each(['a text', 'https://example.org', 'javascript is a language', 'see: this', 7])('may be %j', (value) => {
    expect(judged(link, application(value))).toEqual([]);
  });

  test.each(['javascript:alert(1)', ' data:text/html,x', 'ftp://example.org', 'vbscript:x'])(
    'may not be %j',
    (value) => {
      expect(judged(link, application(value))).toEqual([`spec.info[0].value: ${said}`]);
    },
  );

  test('is looked at in the template of an ApplicationSet, too', () => {
    const spec = {
      template: {
        metadata: { annotations: { [docs]: '{{ .title }}' } },
        spec: { info: [{ name: 'a', value: 'javascript:1' }] },
      },
    };
    expect(places(link, object('argoproj.io/v1alpha1', 'ApplicationSet', 'web', 'argocd', { spec }))).toEqual([
      'spec.template.metadata.annotations["link.argocd.argoproj.io/docs"]',
      'spec.template.spec.info[0].value',
    ]);
  });
});

test('what is wrong in another way throws nothing', () => {
  for (const each of broken) expect(() => judged(link, each)).not.toThrow();
});
