/**
 * A copy of a text. V8 keeps a whole text as long as any part of it is in use: one name that is remembered would keep a file in
 * memory.
 */
export const detached = (part: string): string => Buffer.from(part, 'utf8').toString('utf8');
