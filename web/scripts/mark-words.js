// @ts-check
/** What a mark says to those who do not see its sign, in a message.
    @type {(mark: string) => string} */
export function markInWords(mark) {
  const words = mark.split(",")[0].replaceAll("-", " ");
  return words === "by kind" ? "depends on the kind" : words;
}

export const MARK_ALONE = /^(yes|no|partly|not stated)$/; // an answer that says no more than its mark
