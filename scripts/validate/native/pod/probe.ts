import { headerName, percentage, portName, written } from '../forms.ts';
import {
  all,
  atLeast,
  choice,
  entries,
  type Fields,
  fields,
  forbidden,
  map,
  numberOf,
  oneOf,
  type Rule,
  required,
  say,
  textOf,
  unlessEmpty,
  type Walk,
  within,
} from '../rule.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: validateProbe, validateHandler and what they call.

/** A port by its number or its name; absent is 0. */
export const port: Rule = (value, walk) => {
  if (typeof value === 'number' && (value < 1 || value > 65_535)) say(walk, `must be from 1 to 65535, and is ${value}`);
  else written(portName)(value, walk);
};

export const intOrPercentage: Rule = (value, walk) => {
  if (typeof value === 'number') atLeast(0)(value, walk);
  else written(percentage)(value, walk);
};

const portOf: Rule = map(({ port: of }, walk) => within(walk, 'port', of ?? 0, port));

const httpGet: Rule = all(
  portOf,
  fields({
    scheme: unlessEmpty(choice('HTTP', 'HTTPS')),
    httpHeaders: entries(map(({ name }, walk) => within(walk, 'name', textOf(name), written(headerName)))),
  }),
);

const handlers = { exec: required('command'), httpGet, tcpSocket: portOf };

const probeKinds = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

const common: Rule = all(
  oneOf(...probeKinds),
  fields({
    ...handlers,
    grpc: portOf,
    initialDelaySeconds: atLeast(0),
    timeoutSeconds: atLeast(0),
    periodSeconds: atLeast(0),
    successThreshold: atLeast(0),
    failureThreshold: atLeast(0),
    terminationGracePeriodSeconds: atLeast(1),
  }),
);

const onceIsEnough: Rule = map(({ successThreshold }, walk) => {
  if (numberOf(successThreshold) > 1)
    say(walk, 'must be 1: only readiness can ask for more', 'remove it', 'successThreshold');
});

/** The probes of a container, by field. */
export const probes: Readonly<Record<string, Rule>> = {
  livenessProbe: all(common, onceIsEnough),
  startupProbe: all(common, onceIsEnough),
  readinessProbe: all(
    common,
    forbidden('has no meaning here: a pod that is not ready is not ended', 'terminationGracePeriodSeconds'),
  ),
};

function hook(found: Fields, walk: Walk, grace: number): void {
  oneOf('exec', 'httpGet', 'tcpSocket', 'sleep')(found, walk);
  const { sleep } = found;
  const seconds = map(({ seconds: of }) => {
    const seconds = numberOf(of);
    const least = walk.minor >= 33 ? 0 : 1;
    if (seconds < least || seconds > grace)
      say(
        walk,
        `must be from ${least} to the ${grace} seconds that the pod has to end, and is ${seconds}`,
        'shorten it, or raise terminationGracePeriodSeconds',
        'seconds',
      );
  });
  within(walk, 'sleep', sleep, seconds);
}

/** What happens after a container starts and before it ends. `grace` is how many seconds its pod has to end. */
export const lifecycle = (grace: number): Rule => {
  const each: Rule = all(
    map((found, walk) => hook(found, walk, grace)),
    fields(handlers),
  );
  return fields({ postStart: each, preStop: each });
};
