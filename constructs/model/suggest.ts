import { distance } from 'fastest-levenshtein';

/** The candidate closest to what was written, if it is close enough to be what was meant; otherwise nothing. */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const candidate of candidates) {
    const away = distance(written.toLowerCase(), candidate.toLowerCase());
    if (away < least) {
      least = away;
      best = candidate;
    }
  }
  return best;
}

/** The tail of a message about an unknown name: a suggestion, or the whole list while it is short. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  const known = [...candidates];
  const best = nearest(written, known);
  if (best !== undefined) return `; did you mean "${best}"?`;
  if (known.length === 0 || known.length > 12) return '';
  return `; known: ${known.join(', ')}`;
}
