'use client'

import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { FilingForm } from '@/components/filing/form/filing-form'
import type { FormHost } from '@/components/filing/form/form-host'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Failed, Loading } from '@/components/mobile/states'
import { LIST_URL } from '@/lib/features/assisted/api/assisted'
import { checkCodesAtCounter, submitCounterDraft } from '@/lib/features/assisted/api/counter-draft'
import type { AssistedFiling } from '@/lib/features/assisted/schema'
import type { Draft } from '@/lib/features/draft/api/draft'
import { formOptions } from '@/lib/features/option/api'
import { OwnerFacts } from './owner-facts'
import { StatementBox, statementLacks } from './statement-box'

type Props = {
  draft: Draft
  assisted: AssistedFiling
  onSubmitted: () => Promise<unknown>
  onChanged: () => Promise<unknown>
}

const Assisted = createContext<AssistedFiling | null>(null)
const leave = () => window.location.assign(LIST_URL)

/** The owner's five steps, filled in by the officer. */
export function CounterForm({ draft, assisted, onSubmitted, onChanged }: Props) {
  const options = useQuery(formOptions())
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
  const host: FormHost = {
    title: `窗口代办 · ${assisted.owner.name}`,
    Party,
    OwnerName,
    checkCodes: checkCodesAtCounter,
    submit: async (open) => {
      // Refused, the statement may no longer be of what is entered: its state is read again.
      await submitCounterDraft(open).catch((error: unknown) => {
        void onChanged()
        throw error
      })
      await onSubmitted()
      return <Loading label="正在读取登记…" />
    },
    beforeSubmit: <StatementBox draft={draft} assisted={assisted} />,
    notYet: statementLacks(assisted.statement),
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

function OwnerName() {
  return <>{useContext(Assisted)?.owner.name}</>
}
