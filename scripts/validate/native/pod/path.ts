import { type Rule, say, shown, textOf } from '../rule.ts';

/** A path that does not climb: no part of it is `..`. */
export const noBacksteps: Rule = (value, walk) => {
  if (textOf(value).split('/').includes('..'))
    say(walk, `${shown(textOf(value))} must not contain ".."`, 'write the path without it');
};

/** A path below something: relative, and it does not climb. */
export const localPath: Rule = (value, walk) => {
  if (textOf(value).startsWith('/'))
    say(walk, `${shown(textOf(value))} must be a relative path`, 'remove the "/" at its beginning');
  noBacksteps(value, walk);
};

/** The same for a file whose name Kubernetes does not need for itself. */
export const ownPath: Rule = (value, walk) => {
  localPath(value, walk);
  if (/^\.\.(?!\/|$)/.test(textOf(value)))
    say(walk, `${shown(textOf(value))} must not begin with ".."`, 'write another name');
};
