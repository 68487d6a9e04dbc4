import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import Link from 'next/link'
import { useOptions } from '@/components/setting/use-options'
import { readChangeFailure } from '@/lib/features/change/api/desk'
import { readFailure } from '@/lib/features/filing/api/decisions'
import { filingKeys } from '@/lib/features/filing/api/desk'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'
import css from './decision-notice.module.css'
import { decisionHref, decisionText } from './decision-text'

/** A decision that did not take effect, told until the officer has read it. */
export function FailedDecision({ decision, more }: { decision: OwnDecision; more: number }) {
  const { names } = useOptions()
  const client = useQueryClient()
  const { message } = App.useApp()
  const read = useMutation({
    mutationFn: async () => {
      const { filingId, changeId, decisionId } = decision
      if (changeId) await readChangeFailure({ changeId, decisionId })
      else if (filingId) await readFailure({ filingId, decisionId })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: filingKeys.decisions() }),
    onError: (error) => void message.error(error.message),
  })
  const text = `没有生效 ${decisionText(decision, names)}（${decision.problem}）${more > 0 ? `，另有 ${more} 件` : ''}`
  return (
    <span className={css.failed}>
      <span role="alert" className={css.text} title={text}>
        {text}
      </span>
      <Link href={decisionHref(decision)} prefetch={false} className={css.look}>
        查看
      </Link>
      <button type="button" className={css.look} disabled={read.isPending} onClick={() => read.mutate()}>
        知道了
      </button>
    </span>
  )
}
