// @ts-check
/* The platforms, in the order of the tables. */

export const PLATFORMS = Object.keys(PLATFORM_NAMES);

/** The platform that a text names; undefined when it names none.
    @type {(text: string) => string | undefined} */
export function platformOf(text) {
  return PLATFORMS.find((id) => PLATFORM_NAMES[id] === text.trim());
}
