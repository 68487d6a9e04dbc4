import { useMutation } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { FormDialog } from '@/components/ui/form-dialog'
import {
  completeSuccessionMutation,
  recordObjectionMutation,
  rejectSuccessionMutation,
  uploadObjection,
  withdrawSuccessionMutation,
} from '@/lib/features/succession/api/office'
import type { Succession } from '@/lib/features/succession/schema/succession'
import { PhotoPicker } from './photo-picker'
import { usePhotos } from './use-photos'

type Props = { succession: Succession; onClose: () => void }
type Reason = { reason: string }

function Words({ label, extra }: { label: string; extra: string }) {
  return (
    <Form.Item
      name="reason"
      label={label}
      extra={extra}
      rules={[{ required: true, min: 4, whitespace: true, message: `请填写${label}，至少 4 个字` }]}
    >
      <Input.TextArea rows={3} maxLength={500} showCount />
    </Form.Item>
  )
}
const BOTH_READ = '双方都会看到；不要写证件号码和手机号'

/** 办结, in spite of objections: says what is given to whom. */
export function UpholdDialog({ succession: { id, from, to, machine, objections }, onClose }: Props) {
  const complete = useMutation(completeSuccessionMutation)
  const { message } = App.useApp()
  return (
    <FormDialog<Reason>
      title={`异议不成立，机械 ${machine.registrationNumber} 过户`}
      okText="过户"
      danger
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await complete.mutateAsync({ id, objections: objections.length, reason })
        message.success(`机械已归“${to.name}”`)
      }}
    >
      <p style={{ marginBottom: 12 }}>
        机械由“<strong>{from.name}</strong>”变更为“<strong>{to.name}</strong>”，不能撤回；{objections.length}{' '}
        条异议不予采纳，双方都收到结果。
      </p>
      <Words label="异议不成立的理由" extra={BOTH_READ} />
    </FormDialog>
  )
}

export function RejectDialog({ succession: { id, machine, from }, onClose }: Props) {
  const reject = useMutation(rejectSuccessionMutation)
  const { message } = App.useApp()
  return (
    <FormDialog<Reason>
      title={`不予过户：${machine.registrationNumber}`}
      okText="不予过户"
      danger
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await reject.mutateAsync({ id, reason })
        message.success('已不予过户')
      }}
    >
      <p style={{ marginBottom: 12 }}>机械仍归“{from.name}”，双方都收到结果；以后有新的材料可以重新受理。</p>
      <Words label="不予过户的理由" extra={BOTH_READ} />
    </FormDialog>
  )
}

export function WithdrawDialog({ succession: { id, machine, from }, onClose }: Props) {
  const withdraw = useMutation(withdrawSuccessionMutation)
  const { message } = App.useApp()
  return (
    <FormDialog<Reason>
      title={`撤回过户申请：${machine.registrationNumber}`}
      okText="撤回申请"
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await withdraw.mutateAsync({ id, reason })
        message.success('已撤回')
      }}
    >
      <p style={{ marginBottom: 12 }}>
        新机主不再申请，或受理有误时撤回。机械仍归“{from.name}”，双方都收到通知。
      </p>
      <Words label="撤回的理由" extra={BOTH_READ} />
    </FormDialog>
  )
}

type Objection = { name: string; text: string }

/** An objection that came to the counter, with its paper. */
export function ObjectionDialog({ succession: { id, machine }, onClose }: Props) {
  const record = useMutation(recordObjectionMutation)
  const photos = usePhotos((file) => uploadObjection(id, file))
  const { message } = App.useApp()
  return (
    <FormDialog<Objection>
      title={`记录异议：${machine.registrationNumber}`}
      okText="记录异议"
      onClose={onClose}
      onSubmit={async ({ name, text }) => {
        await record.mutateAsync({ id, name, text, photoIds: photos.photoIds })
        message.success('已记录异议，由主管决定')
      }}
    >
      <Form.Item
        name="name"
        label="提出异议的人，与机主的关系"
        rules={[{ required: true, min: 2, whitespace: true, message: '请填写提出异议的人' }]}
      >
        <Input autoComplete="off" maxLength={100} placeholder="如：张三（机主之女）" />
      </Form.Item>
      <Form.Item
        name="text"
        label="异议的内容"
        extra="不要写证件号码和手机号"
        rules={[{ required: true, min: 4, whitespace: true, message: '请填写异议的内容，至少 4 个字' }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Form.Item
        name="photos"
        label="书面异议的照片"
        rules={[
          {
            validator: () => (photos.problem ? Promise.reject(new Error(photos.problem)) : Promise.resolve()),
          },
        ]}
      >
        <PhotoPicker photos={photos} label="书面异议" />
      </Form.Item>
    </FormDialog>
  )
}
