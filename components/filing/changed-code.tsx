import { CodeText } from '@/components/ui/code-text'
import { MarkedText } from '@/components/ui/marked-text'
import { align, signsOf } from '@/lib/features/reading/rules/align'

/** A code of which more signs differ is another one altogether. */
const MOST = 0.5

/** A code as it is now, with the signs marked that were others: a zero in place of an O is not seen otherwise. */
export function ChangedCode({ before, after }: { before: string; after: string }) {
  const { distance, differing } = align(before, after)
  const alike = distance <= signsOf(after).length * MOST
  return (
    <CodeText>
      <MarkedText text={after} marked={alike ? differing : []} />
    </CodeText>
  )
}
