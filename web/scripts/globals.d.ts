/* What scripts find on `window`: the data that the build writes as classic scripts (cloud_ml_platforms/site/prepare.py, cloud_ml_platforms/exports/twins.py), and
   what the theme leaves there; and what the build puts in place of a name (cloud_ml_platforms/site/web.py). */

declare const PLATFORM_NAMES: Record<string, string>; /* short names by id, in the order of tables */
declare const PLATFORM_COUNT: string; /* how many there are, in a word */
declare const PARTIAL_PLATFORMS: string[] | null; /* those that answer row by row and have no translations; null when all do */

interface Window {
  addEventListener<K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K] & { target: any }) => unknown, options?: boolean | AddEventListenerOptions): void;
  __md_get(name: string): any;
  __md_scope?: URL;
  __md_set(name: string, value: unknown): void;
  CMLP: Record<string, unknown>;
  CMLP_CARDS: Record<string, Card[]>;
  CMLP_CODE: Record<string, string>;
  CMLP_COST: CostData;
  CMLP_GIVEN: typeof import("./later.js").given;
  CMLP_INDEX: CoachIndex;
  CMLP_MARKDOWN: Record<string, [text: string, parts: Parts]>;
  CMLP_PASTE: unknown;
  CMLP_ROWS: Record<string, Record<string, string>>;
  CMLP_SEARCH: SearchData;
  CMLP_SEARCH_PARTS?: SearchParts;
  CMLP_SELECTOR_CHANGES?: { changes: Change[]; days: string[] };
  CMLP_SELECTOR: SelectorData & { pages: Record<string, Record<string, string>> };
  CMLP_SHARE: { asOf: string; site: string };
}

/* The part of a script that touches the page reads what a template promises: of which kind an element is, and that it is
   there, the tests of the page say. */
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K];
  querySelector(selectors: string): any;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Document {
  getElementById(elementId: string): HTMLElement;
  addEventListener<K extends keyof DocumentEventMap>(type: K, listener: (event: DocumentEventMap[K] & { target: any }) => unknown, options?: boolean | AddEventListenerOptions): void;
}
