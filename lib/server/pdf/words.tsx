import { Text } from '@react-pdf/renderer'
import { fontRuns, MAIN_FONT } from './font-chain'

/** A text inside a `Text`, each stretch of it in the font that has its characters. */
export function Words({ children }: { children: string }) {
  const runs = fontRuns(children)
  // The page's own font: no node is needed, and laying out nodes is what a long table costs.
  if (runs.every(({ font }) => font === MAIN_FONT)) return children
  return runs.map(({ text, font }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
    <Text key={index} style={{ fontFamily: font }}>
      {text}
    </Text>
  ))
}
