/** Anything that can be printed: what JSON knows. A key whose value is `undefined` counts as absent. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
