import { useMutation } from '@tanstack/react-query'
import { App, Form } from 'antd'
import { StatedTexts } from '@/components/filing/owner/stated-texts'
import { StageChoice } from '@/components/setting/stage-choice'
import { FormDialog } from '@/components/ui/form-dialog'
import { ReasonField } from '@/components/ui/reason-field'
import { correctStageMutation } from '@/lib/features/dossier/api/console'
import type { DialogProps } from './act-dialog'
import { stageName } from './stage-name'

type Fields = { emissionStage: string; reason: string }

/** 更正排放阶段, with a preview of the resulting number. */
export function StageDialog({ machine, stages, onClose }: DialogProps & { stages: Record<string, string> }) {
  const { id, version, registrationNumber, emissionStage } = machine
  const { message } = App.useApp()
  const correct = useMutation(correctStageMutation(id))
  const others = Object.entries(stages).filter(([code]) => code !== emissionStage)
  return (
    <FormDialog<Fields>
      title={`更正排放阶段：${registrationNumber}`}
      okText="更正"
      width={560}
      onClose={onClose}
      onSubmit={async (fields) => {
        const { waiting } = await correct.mutateAsync({ version, ...fields })
        message.success(
          waiting ? '已提出更正排放阶段，待第二人确认' : '已更正排放阶段，请重新制发号码和信息采集卡',
        )
      }}
    >
      {(form) => (
        <>
          <p>
            目前核定为{stageName(emissionStage, stages)}。号码只改第一位，后八位不变；原号码仍可查到本机械。
          </p>
          <Form.Item
            name="emissionStage"
            label="正确的排放阶段"
            rules={[{ required: true, message: '请选择正确的排放阶段' }]}
          >
            <StageChoice stages={Object.fromEntries(others)} />
          </Form.Item>
          <Form.Item dependencies={['emissionStage']} label="更正后的号码">
            {() => {
              const stage = form.getFieldValue('emissionStage')
              return <strong>{stage ? `${stage}${registrationNumber.slice(1)}` : '—'}</strong>
            }}
          </Form.Item>
          <ReasonField />
          <StatedTexts stated={machine.stated.CORRECT_STAGE} />
        </>
      )}
    </FormDialog>
  )
}
