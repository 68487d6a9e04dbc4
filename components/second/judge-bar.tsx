import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { FormDialog } from '@/components/ui/form-dialog'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { type JudgmentInput, judgePairMutation } from '@/lib/features/pair/api'
import type { PairSide, PairView } from '@/lib/features/pair/schema'

type Verdict = JudgmentInput['verdict']
type Props = { id: string; view: PairView; other: PairSide }

/** 同一台 · 不是同一台 · 还不清楚 */
export function JudgeBar({ id, view, other }: Props) {
  const [asked, ask] = useState<Verdict | null>(null)
  const { mayJudge, whyNot } = view
  useShortcuts({
    pairSame: mayJudge && (() => ask('SAME')),
    pairDifferent: mayJudge && (() => ask('DIFFERENT')),
    pairUnclear: mayJudge && (() => ask('UNCLEAR')),
  })
  if (!mayJudge) return <ActionBar label="判定">{whyNot}</ActionBar>
  return (
    <ActionBar label="判定">
      <Button onClick={() => ask('DIFFERENT')}>
        不是同一台
        <Kbd of="pairDifferent" />
      </Button>
      <Button danger onClick={() => ask('SAME')}>
        是同一台机械
        <Kbd of="pairSame" />
      </Button>
      <Button onClick={() => ask('UNCLEAR')}>
        还不清楚
        <Kbd of="pairUnclear" />
      </Button>
      <ActionGap />
      <span>判定会记录姓名和时间，不改变任何一件登记</span>
      {asked ? (
        <JudgeDialog verdict={asked} id={id} view={view} other={other} onClose={() => ask(null)} />
      ) : null}
    </ActionBar>
  )
}

const TITLES: Record<Verdict, string> = {
  SAME: '判定为同一台机械',
  DIFFERENT: '判定不是同一台机械',
  UNCLEAR: '还不清楚',
}
const REASONS: Record<Verdict, { label: string; required?: string; example: string }> = {
  SAME: { label: '依据（选填）', example: '例如：两件的铭牌照片是同一块铭牌' },
  DIFFERENT: {
    label: '理由',
    required: '请填写不是同一台的理由',
    example: '例如：两家生产厂编号恰好相同，已核对铭牌照片',
  },
  UNCLEAR: { label: '还缺什么', required: '请写明还缺什么', example: '例如：铭牌照片看不清，需机主补拍' },
}

type Fields = { stands?: 'THIS' | 'OTHER'; reason?: string }

function JudgeDialog({
  verdict,
  id,
  view,
  other,
  onClose,
}: Props & { verdict: Verdict; onClose: () => void }) {
  const judge = useMutation(judgePairMutation(id))
  const { label, required, example } = REASONS[verdict]
  return (
    <FormDialog<Fields>
      title={TITLES[verdict]}
      okText="确认判定"
      width={560}
      onSubmit={(fields) => judge.mutateAsync(inputOf(verdict, fields, view, other))}
      onClose={onClose}
    >
      {verdict === 'SAME' ? (
        <Form.Item
          name="stands"
          label="以哪一件为准"
          rules={[{ required: true, message: '请选择以哪一件为准' }]}
        >
          <Radio.Group
            options={[
              { value: 'THIS', label: `本件（${nameOf(view.self)}）` },
              { value: 'OTHER', label: `另一件（${nameOf(other)}）` },
            ]}
          />
        </Form.Item>
      ) : null}
      <Form.Item
        name="reason"
        label={label}
        rules={required ? [{ required: true, whitespace: true, message: required }] : []}
      >
        <Input.TextArea rows={3} maxLength={500} showCount placeholder={example} />
      </Form.Item>
    </FormDialog>
  )
}

const nameOf = ({ registrationNumber }: PairSide) => registrationNumber ?? '未登记的申请'

function inputOf(
  verdict: Verdict,
  fields: Fields,
  { state, judgments }: PairView,
  other: PairSide,
): JudgmentInput {
  const seen = judgments.find((one) => one.state === 'HOLDS')?.id ?? null
  const named = other.filingId ? { otherFilingId: other.filingId } : { otherMachineId: other.machineId ?? '' }
  const common = { ...named, seen, state: state ?? '' }
  const { reason = '' } = fields
  if (verdict === 'SAME') return { ...common, verdict, stands: fields.stands ?? 'OTHER', reason }
  return { ...common, verdict, reason }
}
