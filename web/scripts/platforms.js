// @ts-check
/* The three platforms, in the order of the tables, as the site calls them in short. */

/** @type {Record<string, string>} */
export const NAMES = { sagemaker: "SageMaker", "vertex-ai": "Vertex AI", "azure-ml": "Azure ML" };
export const PLATFORMS = Object.keys(NAMES);

/** The platform that a text names; undefined when it names none.
    @type {(text: string) => string | undefined} */
export function platformOf(text) {
  return PLATFORMS.find((id) => NAMES[id] === text.trim());
}
