// Days and times in China, as people type them into the forms.
// The clock of the demo is the real one: nothing here sets it, and what needs days to pass is not told in these tests.

const HOURS_EAST = 8;

function china(instant) {
  return new Date(instant + HOURS_EAST * 3600 * 1000).toISOString();
}

/**
 * The second that has just begun: acts that follow each other within a minute keep their order.
 * A person types minutes; the next act within the same minute is refused then, as being before the one that it follows.
 */
export async function now() {
  await new Promise((resolve) => {
    setTimeout(resolve, 1000 - (Date.now() % 1000));
  });
  return china(Date.now()).slice(0, 19);
}

/** A day, so many days from today. */
export function day(from_today = 0) {
  return china(Date.now() + from_today * 86_400_000).slice(0, 10);
}
