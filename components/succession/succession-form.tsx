import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Form, Input, Radio } from 'antd'
import type { CheckboxGroupProps } from 'antd/es/checkbox'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { showFaults } from '@/components/ui/form-faults'
import { Compared, LastFour } from '@/components/ui/original-fields'
import { useConfirm } from '@/components/ui/use-confirm'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { fileSuccessionMutation, uploadEvidence } from '@/lib/features/succession/api/office'
import type { SuccessionForm as FormData } from '@/lib/features/succession/schema/office'
import { groundsOf, lastDayOf, ripeAfter, unshown } from '@/lib/features/succession-state/rules/actions'
import {
  EVIDENCE_LABELS,
  GROUND_LABELS,
  SUCCESSION_EVIDENCE,
  type SuccessionEvidence,
  type SuccessionGround,
} from '@/lib/features/succession-state/schema'
import { PhotoPicker } from './photo-picker'
import styles from './succession.module.css'
import { usePhotos } from './use-photos'

type Fields = {
  ground: SuccessionGround
  evidence: SuccessionEvidence[]
  text: string
  idTail: string
  compared: boolean
}
type Props = { form: FormData; successor: FoundAccount }

/** Ground, documents and words; what will happen is said before it is filed. */
export function SuccessionForm({ form: { machine, owner, days }, successor }: Props) {
  const [form] = Form.useForm<Fields>()
  const file = useMutation(fileSuccessionMutation)
  const photos = usePhotos((one) => uploadEvidence(machine.id, successor.id, one))
  const [fault, setFault] = useState<string | null>(null)
  const { message } = App.useApp()
  const ask = useConfirm()
  const router = useRouter()
  const ground = Form.useWatch('ground', form)

  async function submit(fields: Fields) {
    try {
      const filed = await file.mutateAsync({
        ...fields,
        compared: true,
        machineId: machine.id,
        version: machine.version,
        toId: successor.id,
        photoIds: photos.photoIds,
      })
      message.success(`已受理，异议期至 ${filed.lastDay}`)
      router.push(`/successions/${filed.id}`)
    } catch (error) {
      setFault(showFaults(form, error))
    }
  }

  function review(fields: Fields) {
    const problem = photos.problem ?? (photos.photoIds.length === 0 ? '请至少上传一张材料照片' : null)
    setFault(problem)
    if (problem) return
    const lastDay = lastDayOf(ripeAfter(new Date(), days[fields.ground]))
    const told =
      owner.account === 'OPEN'
        ? `机主“${owner.name}”会收到通知，可以提出异议。`
        : `机主“${owner.name}”没有可以登录的账号，无法通知。`
    ask({
      title: `受理：机械 ${machine.registrationNumber} 由“${owner.name}”过户给“${successor.name}”？`,
      content: `原因：${GROUND_LABELS[fields.ground]}。${told}异议期 ${days[fields.ground]} 天，至 ${lastDay}；期间不能变更机主和注销。期满由另一名主管办结。`,
      okText: '受理',
      action: () => submit(fields),
    })
  }

  return (
    <Form
      name="succession"
      form={form}
      layout="vertical"
      className={styles.form}
      style={{ marginTop: 12 }}
      onFinish={review}
      aria-label="受理凭证明过户"
    >
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
      <Form.Item name="ground" label="原因" rules={[{ required: true, message: '请选择原因' }]}>
        <Radio.Group
          options={groundsOf(owner.type).map((value) => ({ value, label: GROUND_LABELS[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="evidence"
        label="核对过原件的材料"
        dependencies={['ground']}
        rules={[{ required: true, message: '请选择核对过的材料' }, enough]}
        extra={ground && `异议期 ${days[ground]} 天，从明天起算`}
      >
        <EvidenceChoice />
      </Form.Item>
      <div style={{ marginBottom: 16 }}>
        <p style={{ marginBottom: 8 }}>
          材料的照片或扫描件{' '}
          <span className={styles.quiet}>（本辖区的窗口和主管可以看到，归新机主的账号）</span>
        </p>
        <PhotoPicker photos={photos} label="材料" />
      </div>
      <Form.Item
        name="text"
        label="说明"
        extra="新机主与机主的关系、买卖的经过、怎样联系过机主等；不要写证件号码和手机号"
        rules={[{ required: true, min: 4, whitespace: true, message: '请填写说明，至少 4 个字' }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <LastFour label={`新机主的${successor.documentLabel}后四位（看证件原件填写）`} />
      <Compared missing="请先把材料与原件核对">上述材料都已与原件核对一致，来人与新机主的证件一致</Compared>
      <Button type="primary" htmlType="submit" loading={file.isPending}>
        受理…
      </Button>
    </Form>
  )
}

/** A group of boxes knows no `aria-required`, which the form would give it: the mark at the label says it. */
function EvidenceChoice({
  'aria-required': _,
  ...group
}: CheckboxGroupProps & { 'aria-required'?: unknown }) {
  return (
    <Checkbox.Group
      {...group}
      options={SUCCESSION_EVIDENCE.map((value) => ({ value, label: EVIDENCE_LABELS[value] }))}
    />
  )
}

/** The documents show why the owner cannot act, and whose the machine is. */
const enough = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
  validator: (_: unknown, evidence: SuccessionEvidence[] | undefined) => {
    const ground = getFieldValue('ground') as SuccessionGround | undefined
    if (!ground || !evidence || evidence.length === 0) return Promise.resolve()
    const missing = unshown(ground, evidence).map(
      ({ of, kinds }) => `证明“${of}”：${kinds.map((kind) => EVIDENCE_LABELS[kind]).join('、')}，至少一种`,
    )
    return missing.length === 0 ? Promise.resolve() : Promise.reject(new Error(missing.join('；')))
  },
})
