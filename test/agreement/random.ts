/** Numbers that look random and are the same for the same seed: the chance of a test that must be repeatable. */
export interface Random {
  /** At least 0, less than `limit`. */
  below(limit: number): number;
  /** One of them; there must be one. */
  pick<Choice>(choices: readonly Choice[]): Choice;
}

/** Mulberry32, the generator by Tommy Ettinger: 32 bits of state, enough for some ten thousand choices. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick(choices) {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new Error('there is nothing to choose from');
      return choice;
    },
  };
}
