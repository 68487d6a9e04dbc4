/**
 * Names of built-ins that the oldest browsers of README lack (Chrome 86, Edge 86, Firefox 102, Safari 15.0; from MDN's
 * compatibility data). Methods are matched by name alone, so names that libraries use for their own methods (`with`, `any`,
 * `union`, `groupBy`) are matched with the object before them or not at all; our own code is checked by types
 * (tsconfig.browser.json).
 */

/** Methods and properties of any object. */
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

/** Globals, used alone or after `window`. */
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
