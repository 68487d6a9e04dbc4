import { ChangedCode } from '@/components/filing/changed-code'
import { CodeText } from '@/components/ui/code-text'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { isStamped } from '@/lib/features/content/rules/content'

type Line = Pick<ChangeDto['lines'][number], 'path' | 'label' | 'before' | 'after'>

/** One changed value in a line: what, before, after. */
export function LineText({ path, label, before, after }: Line) {
  return (
    <>
      {label}：
      <s>
        <CodeText code={isStamped(path)}>{before || '（空）'}</CodeText>
      </s>{' '}
      →{' '}
      <strong>
        {isStamped(path) && before && after ? (
          <ChangedCode before={before} after={after} />
        ) : (
          after || '（空）'
        )}
      </strong>
    </>
  )
}
