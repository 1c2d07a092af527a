// Written by Millwright from environments. It is made anew by every `npm run synth`.
import type {} from 'millwright/registry';

declare module 'millwright/registry' {
  interface Clusters {
    readonly 'local/dev': true;
    readonly 'production/eu-1': true;
    readonly 'production/eu-2': true;
    readonly 'production/us-1': true;
    readonly 'staging/eu-1': true;
  }
  interface Factories {
    readonly 'pay': true;
    readonly 'shop': true;
  }
}
