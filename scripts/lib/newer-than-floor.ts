/**
 * What the oldest browsers of README lack (Chrome 86, Edge 86, Firefox 102, Safari 15.0; after MDN's compatibility data),
 * as far as a name tells it. A method is known by its name alone, so names that libraries give to methods of their own
 * (`with`, `any`, `union`, `groupBy`) are told by the object before them or not at all; those of our own code are typed
 * (tsconfig.browser.json).
 */

/** Methods and properties, whatever they are called on. */
export const NEWER_MEMBERS = new Set([
  'findLast',
  'findLastIndex',
  'toReversed',
  'toSorted',
  'toSpliced',
  'isWellFormed',
  'toWellFormed',
  'randomUUID',
  'throwIfAborted',
  'requestSubmit',
  'showPicker',
  'checkVisibility',
  'isSubsetOf',
  'isSupersetOf',
  'isDisjointFrom',
  'symmetricDifference',
  'showPopover',
  'hidePopover',
  'togglePopover',
  'startViewTransition',
  'setHTMLUnsafe',
  'moveBefore',
  'supportedValuesOf',
])

/** Static methods. `Object.hasOwn` and `URL.canParse` come with Next's own polyfills. */
export const NEWER_STATICS = new Set([
  'Object.groupBy',
  'Map.groupBy',
  'Array.fromAsync',
  'Promise.withResolvers',
  'Promise.try',
  'URL.parse',
  'AbortSignal.any',
  'AbortSignal.timeout',
  'AbortSignal.abort',
  'Intl.Segmenter',
  'Intl.DurationFormat',
  'Math.sumPrecise',
  'JSON.rawJSON',
  'Error.isError',
  'RegExp.escape',
])

/** Names that stand by themselves or after `window`. */
export const NEWER_GLOBALS = new Set([
  'structuredClone',
  'requestIdleCallback',
  'cancelIdleCallback',
  'reportError',
  'BroadcastChannel',
  'OffscreenCanvas',
  'CompressionStream',
  'DecompressionStream',
  'Iterator',
  'Temporal',
  'URLPattern',
  'scheduler',
  'navigation',
])
