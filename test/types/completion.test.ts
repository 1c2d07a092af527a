import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capabilities } from '../../constructs/model/capability.ts';
import { policyActions, policyNames } from '../../constructs/model/policy.ts';
import { registryText } from '../../scripts/pipeline/generated.ts';
import { fixtureFleet } from './fleet.ts';
import { type Project, typedProject } from './project.ts';
import { cursor, LanguageServer } from './server.ts';

const environment = (cluster: string): string =>
  `import { environment, kubeadm, vault } from 'millwright';\nexport default environment({ profile: 'MBU', domain: 'example.org', secrets: vault({ server: 'https://vault.example.org' }), clusters: { one: { runs: kubeadm('1.35'), ${cluster} } } });\n`;
const factory = (stages: string, apps = ''): string =>
  `import { fba } from 'millwright';\nexport default fba({ groups: { developers: 'dev' }, quota: { cpu: 1, memory: '1Gi' }, stages: { ${stages} }, apps: { ${apps} } });\n`;

const at = cursor;
const two = "test: { on: 'staging/eu-1', promote: 'automatic' }, prod: { on: 'production/eu-1', promote: 'review' }";

describe('the editor completes, without any annotation,', () => {
  let project: Project;
  let server: LanguageServer;
  beforeAll(async () => {
    project = typedProject(registryText(fixtureFleet, 'environments'));
    server = new LanguageServer(project.folder);
    await server.start();
  });
  afterAll(async () => {
    await server.stop();
    project.remove();
  });

  test.each<[string, string, readonly string[]]>([
    ['capabilities', environment(`platform: { ${at} }`), capabilities],
    ['components', environment(`platform: { ingress: { ${at} } }`), ['contour', 'gateway-api', 'traefik']],
    ['components of the fleet’s own', environment(`platform: { ci: { ${at} } }`), ['press']],
    [
      'options and adjustments',
      environment(`platform: { certificates: { 'cert-manager': { ${at} } } }`),
      ['acmeEmail', 'namespace', 'patches', 'replicas', 'values', 'version'],
    ],
    [
      'words of an option',
      environment(`platform: { networking: { cilium: { encryption: '${at}' } } }`),
      ['none', 'wireguard'],
    ],
    ['policies', environment(`policies: { ${at} }`), policyNames],
    [
      'what becomes of what a policy does not like',
      environment(`policies: { 'no-latest-tag': '${at}' }`),
      policyActions,
    ],
    ['clusters', factory(`test: { on: '${at}' }`), ['production/eu-1', 'production/eu-2', 'staging/eu-1']],
    ['clusters in a list', factory(`test: { on: ['${at}'] }`), ['production/eu-1', 'production/eu-2', 'staging/eu-1']],
    ['stages of an application', factory(two, `web: { kind: 'web', port: 1, stages: { ${at} } }`), ['prod', 'test']],
    ['kinds of application', factory(two, `web: { kind: '${at}' }`), ['helm', 'kustomize', 'web']],
  ])('%s', async (_name, text, expected) => {
    const offered = await server.complete('completed.ts', text);
    expect(offered).toEqual(expect.arrayContaining([...expected]));
    // Nothing but names that fit: no global, no keyword.
    expect(offered).not.toContain('globalThis');
  });
});
