import { describe, expect, test } from 'vitest';
import { applicationHealth, applicationHealthKey, gatesAnnotation } from '../../constructs/argocd/health.ts';
import { cases } from './health.cases.ts';
import { runHealthCheck } from './lua.ts';

/** What Argo CD's documentation offers (docs/operator-manual/health.md), in short: repeat what the child says. */
const example = `
local health = obj.status and obj.status.health or {}
return { status = health.status or "Progressing", message = health.message or "" }`;

describe('a child Application', () => {
  test.each(cases)('is $is when $when', ({ application, is, because }) => {
    const { status, message } = runHealthCheck(applicationHealth, application);
    expect(status).toBe(is);
    expect(message).toContain(because);
  });
});

describe("Argo CD's own example", () => {
  const traps = cases.filter(({ trap }) => trap);
  test.each(traps)('lets the next wave start when $when', ({ application }) => {
    expect(runHealthCheck(example, application).status).toBe('Healthy');
  });

  test('is fooled in most of the cases that are not Healthy', () => {
    expect(traps.length).toBeGreaterThan(30);
  });
});

describe('the health check', () => {
  test('is set under the key that argocd-cm reads', () => {
    expect(applicationHealthKey).toBe('resource.customizations.health.argoproj.io_Application');
  });

  test('looks at the annotation that generated children carry', () => {
    expect(applicationHealth).toContain(`["${gatesAnnotation}"] == "false"`);
  });

  test.each(['', 'x', 0, true, [], ['x']])('waits instead of failing when a field is %j', (wrong) => {
    const status = { health: wrong, sync: wrong, conditions: wrong, operationState: wrong, reconciledAt: wrong };
    expect(runHealthCheck(applicationHealth, { metadata: wrong, spec: wrong, status }).status).toBe('Progressing');
    expect(runHealthCheck(applicationHealth, { metadata: { annotations: wrong }, status: wrong }).status).toBe(
      'Progressing',
    );
  });

  test('is plain text that YAML prints as a block and Helm leaves alone', () => {
    expect(applicationHealth).toMatch(/^[\n\x20-\x7e]+\n$/);
    expect(applicationHealth).not.toMatch(/ \n|\{\{|\}\}/);
  });
});
