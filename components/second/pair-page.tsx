'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Select } from 'antd'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { DeskAbout, DeskHeader } from '@/components/desk/desk-header'
import { useOptions } from '@/components/setting/use-options'
import { FailedPage, Loading } from '@/components/ui/states'
import { pathLabels } from '@/lib/features/content/rules/display'
import { pairQuery } from '@/lib/features/pair/api'
import type { PairView } from '@/lib/features/pair/schema'
import { JudgeBar } from './judge-bar'
import css from './pair.module.css'
import { PairData } from './pair-data'
import { PairJudgments } from './pair-judgments'
import { PairPhotos } from './pair-photos'

/** A filing beside another registration that looks like it, and the officer's judgment of the two. */
export function PairPage({ id }: { id: string }) {
  const [other, choose] = useQueryState('with', parseAsString)
  const router = useRouter()
  const pair = useQuery(pairQuery(id, other ?? undefined))
  const options = useOptions()
  if (pair.isPending || options.isPending) return <Loading />
  if (pair.isError) return <FailedPage error={pair.error} onRetry={() => pair.refetch()} />
  if (options.isError) return <FailedPage error={options.error} onRetry={() => options.refetch()} />
  const view = pair.data
  return (
    <>
      <DeskHeader title="疑似重复对照" backLabel="返回" onBack={() => router.back()}>
        <DeskAbout grows>{aboutText(view)}</DeskAbout>
        <Button onClick={() => router.push(`/filings/${id}`)}>打开本件审核台</Button>
      </DeskHeader>
      <Choices view={view} chosen={other} onChoose={(key) => void choose(key)} />
      {view.other ? (
        <div className={css.body}>
          <PairJudgments view={view} other={view.other} />
          <PairPhotos key={view.other.filingId ?? view.other.machineId} view={view} other={view.other} />
          <PairData view={view} other={view.other} names={options.names} />
          <JudgeBar id={id} view={view} other={view.other} />
        </div>
      ) : null}
    </>
  )
}

function aboutText({ other, paths, lookAlikes }: PairView): string {
  if (!other) return ''
  const same = paths.filter((path) => !lookAlikes.includes(path))
  return [
    same.length > 0 ? `${pathLabels(same)}相同` : '',
    lookAlikes.length > 0 ? `${pathLabels(lookAlikes)}只差易混的字符` : '',
  ]
    .filter(Boolean)
    .join('；')
}

type ChoicesProps = { view: PairView; chosen: string | null; onChoose: (key: string) => void }

/** Which of several is shown, what cannot be shown, and what is not known. */
function Choices({ view: { complete, choices, unlisted, other }, chosen, onChoose }: ChoicesProps) {
  const shown = chosen ?? other?.filingId ?? other?.machineId ?? undefined
  return (
    <>
      {complete ? null : <Alert type="error" showIcon title="查重没有完成，请稍后刷新；不能视为没有重复" />}
      {complete && choices.length === 0 ? (
        <Alert
          type="info"
          showIcon
          title={unlisted.length > 0 ? '相似的登记都不能在这里查看' : '现在没有与本件相似的登记'}
        />
      ) : null}
      <div className={css.choices}>
        {choices.length > 1 ? (
          <Select
            aria-label="与哪一件对照"
            style={{ minWidth: 320 }}
            value={shown}
            onChange={onChoose}
            options={choices.map((choice, at) => ({ value: choice.key, label: choiceText(choice, at) }))}
          />
        ) : null}
        {unlisted.map((text) => (
          <span key={text} className={css.quiet}>
            {text}
          </span>
        ))}
      </div>
    </>
  )
}

const JUDGED = { DIFFERENT: '已判定不是同一台', SAME: '已判定为同一台', UNCLEAR: '还不清楚' } as const

function choiceText({ registrationNumber, paths, judged }: PairView['choices'][number], at: number): string {
  const name = registrationNumber ?? '未登记的申请'
  return `${at + 1}. ${name}：${pathLabels(paths)}${judged ? `（${JUDGED[judged]}）` : ''}`
}
