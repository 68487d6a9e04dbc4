import { Text } from '@react-pdf/renderer'
import { fontRuns, MAIN_FONT } from './font-chain'

/** A text inside a `Text`, as runs in the fonts that contain its characters. */
export function Words({ children }: { children: string }) {
  const runs = fontRuns(children)
  // The page's own font needs no node: layout dominates the cost of a long table.
  if (runs.every(({ font }) => font === MAIN_FONT)) return children
  return runs.map(({ text, font }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
    <Text key={index} style={{ fontFamily: font }}>
      {text}
    </Text>
  ))
}
