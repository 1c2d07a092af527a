#!/usr/bin/env node
// @ts-check
// The bin. It imports nothing statically and keeps to old syntax, so that an old Node gets as far as the sentence below.

// As in package.json's `engines`.
const OLDEST_MAJOR = 20;
const OLDEST_MINOR = 19;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST_MAJOR || (major === OLDEST_MAJOR && minor < OLDEST_MINOR)) {
  console.error(`millwright needs Node ${OLDEST_MAJOR}.${OLDEST_MINOR} or newer; this is ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  const root = new URL('..', import.meta.url);
  import('./launcher/start.mjs').then(({ start }) => start(root, process.argv.slice(2)));
}
