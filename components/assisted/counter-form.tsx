'use client'

import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { FilingForm } from '@/components/filing/form/filing-form'
import type { FormHost } from '@/components/filing/form/form-host'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Failed, Loading } from '@/components/mobile/states'
import { checkCodesAtCounter, submitCounterDraft } from '@/lib/features/assisted/api/counter-draft'
import type { AssistedFiling } from '@/lib/features/assisted/schema'
import type { Draft } from '@/lib/features/draft/api/draft'
import { formOptions } from '@/lib/features/option/api'
import { ASSISTED_LIST } from './assisted-page'
import { OwnerFacts } from './owner-facts'
import { StatementBox, statementLacks } from './statement-box'

type Props = { draft: Draft; assisted: AssistedFiling; onSubmitted: () => Promise<unknown> }

const Assisted = createContext<AssistedFiling | null>(null)
const leave = () => window.location.assign(ASSISTED_LIST)

/** The owner's five steps, filled in by the officer. */
export function CounterForm({ draft, assisted, onSubmitted }: Props) {
  const options = useQuery(formOptions())
  const view = useSyncExternalStore(draft.subscribe, draft.snapshot, draft.snapshot)
  if (!options.data) {
    return (
      <MobilePage title="窗口代办" onBack={leave}>
        {options.isError ? (
          <Failed error={options.error} onRetry={() => options.refetch()} />
        ) : (
          <Loading label="正在打开登记…" />
        )}
      </MobilePage>
    )
  }
  // What is not sent yet is not what was printed.
  const pending = view.state !== 'saved' && view.record.filing?.version !== assisted.filing.version
  const host: FormHost = {
    title: `窗口代办 · ${assisted.owner.name}`,
    Party,
    checkCodes: checkCodesAtCounter,
    submit: async (open) => {
      await submitCounterDraft(open)
      await onSubmitted()
    },
    beforeSubmit: <StatementBox draft={draft} assisted={assisted} />,
    notYet: pending ? null : statementLacks(assisted.statement),
    submitted: <Loading label="正在读取登记…" />,
    exit: leave,
  }
  return (
    <Assisted value={assisted}>
      <FilingForm draft={draft} options={options.data} host={host} />
    </Assisted>
  )
}

/** Stands outside of CounterForm: a component made anew at each rendering would lose what it holds. */
function Party() {
  const assisted = useContext(Assisted)
  return assisted && <OwnerFacts assisted={assisted} />
}
