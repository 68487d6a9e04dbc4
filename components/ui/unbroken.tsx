/** 3-30468849, SD-0001: what a browser would break behind the hyphen. */
const HYPHENATED = /([0-9A-Z]+(?:-[0-9A-Z]+)+)/

/** A sentence whose numbers and codes with hyphens are not broken inside. */
export function Unbroken({ text }: { text: string }) {
  return text.split(HYPHENATED).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have their places.
      <span key={at} style={{ whiteSpace: 'nowrap' }}>
        {part}
      </span>
    ),
  )
}
