import { describe, expect, test } from 'vitest';
import { environmentFor } from '../../scripts/helm/helm.ts';
import { run } from '../../scripts/helm/run.ts';

const node = (code: string, more: { input?: string; timeout?: number } = {}) =>
  run(process.execPath, ['-e', code], { environment: process.env, timeout: 20_000, ...more });

describe('a program is run', () => {
  test('with its input, to its end', async () => {
    expect(await node('process.stdin.pipe(process.stdout)', { input: 'Grüße' })).toEqual({
      ok: true,
      out: 'Grüße',
      failure: '',
    });
  });

  test('without a shell', async () => {
    const { out } = await run(process.execPath, ['-p', 'process.argv[1]', '$(exit 1); *'], {
      environment: {},
      timeout: 20_000,
    });
    expect(out).toBe('$(exit 1); *\n');
  });

  test('and what it says last is why it failed', async () => {
    const code = "console.error('WARNING: old\\nError: no chart:\\n- a\\n\\n- b\\n'); process.exit(1)";
    expect(await node(code)).toMatchObject({ ok: false, failure: 'no chart: a; b' });
  });

  test('and it has failed where it says nothing', async () => {
    expect(await node('process.exit(3)')).toMatchObject({ ok: false, failure: 'it ended with code 3' });
    expect(await node('process.kill(process.pid, "SIGTERM")')).toMatchObject({ failure: 'it ended with SIGTERM' });
  });

  test('and ended when it takes too long', async () => {
    const ran = await node('setInterval(() => undefined, 1000)', { timeout: 300 });
    expect(ran).toMatchObject({ ok: false, failure: 'it did not end within 0.3 seconds' });
  });

  test('also if it does not read its input', async () => {
    expect(await node('process.exit(0)', { input: 'x'.repeat(1 << 20) })).toMatchObject({ ok: true });
  });

  test('and one that is not there has failed', async () => {
    const ran = await run('/none', [], { environment: {}, timeout: 20_000 });
    expect(ran).toMatchObject({ ok: false, failure: expect.stringContaining('ENOENT') });
  });
});

describe('the environment of Helm', () => {
  test('keeps proxies and logins, and no plugin, namespace or cluster of the user', () => {
    const environment = {
      HTTPS_PROXY: 'http://proxy.local',
      HELM_REGISTRY_CONFIG: '/home/ann/registry.json',
      HELM_NAMESPACE: 'print',
      HELM_PLUGINS: '/home/ann/plugins',
      HELM_KUBECONTEXT: 'production',
      KUBECONFIG: '/home/ann/.kube/config',
    };
    expect(environmentFor(environment, '/cache')).toEqual({
      HTTPS_PROXY: 'http://proxy.local',
      HELM_REGISTRY_CONFIG: '/home/ann/registry.json',
      HELM_CACHE_HOME: '/cache/cache',
      HELM_DATA_HOME: '/cache/data',
      KUBECONFIG: '/dev/null',
    });
  });
});
