// Waits as a person does: for what is to be seen, never for a time.
//
// A robot acts within a millisecond. After a long drawing the page leaves the rest of its work to a
// timer, and a slow machine needs its time for everything; so what a test expects it waits for.

/** So long is waited for what must come (milliseconds): long for two slow cores, and as long as Playwright waits. */
const PATIENCE = 30_000;

/** Looks again until what is looked for is there; fails as the last look failed. Gives what it gives. */
export async function eventually(look) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

/**
 * Waits until the page has drawn and nothing moves any more: before anything is said of what is *not*
 * there, and between two keys.
 */
export async function settled(page) {
  await page.evaluate(async () => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    await drawn();
    const ends = (animation) => animation.effect.getComputedTiming().endTime < Infinity;
    await Promise.allSettled(document.getAnimations().filter(ends).map((animation) => animation.finished));
    await drawn();
  });
}

/** Presses keys one after the other, as fast as a person may who looks at the page in between. */
export async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await settled(page);
  }
}
