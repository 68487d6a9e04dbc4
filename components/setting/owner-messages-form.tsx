'use client'

import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, InputNumber } from 'antd'
import { messageFiguresQuery } from '@/lib/features/owner-message/api'
import type { ChannelFigures } from '@/lib/features/owner-message/schema'
import {
  filledText,
  OWNER_MESSAGE_KINDS,
  OWNER_MESSAGES,
  type OwnerMessageKind,
  PLACEHOLDER_LABELS,
} from '@/lib/features/setting/schema/owner-messages'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'owner-messages'>

const HOURS = [
  { name: 'quietFrom', label: '不发送的时间：从', min: 0, max: 23, unit: '点' },
  { name: 'quietTo', label: '到次日', min: 0, max: 23, unit: '点，到时再发' },
  { name: 'mendDays', label: '退回后没有修改的，满', min: 1, max: 365, unit: '天提醒一次' },
] as const

/** Text messages to owners, for the whole country: what is sent, in which words, and when not. */
export function OwnerMessagesForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <Figures />
      {HOURS.map(({ name, label, min, max, unit }) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: 220 }} />
        </Form.Item>
      ))}
      {OWNER_MESSAGE_KINDS.map((kind) => (
        <Kind key={kind} kind={kind} />
      ))}
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        发到机主、被委托人账号的手机号，每件事一次，计入“短信验证码”的每天上限，超过的不发。短信前自动加“【非道路移动机械登记】”。短信平台只能按模板发送的，在平台报备含同样占位变量的模板，把模板代码填在这里。微信订阅消息只发给在小程序里同意过的人，一次同意一条，另外再发，不代替短信。
      </p>
    </RuleForm>
  )
}

function Kind({ kind }: { kind: OwnerMessageKind }) {
  const { label, placeholders } = OWNER_MESSAGES[kind]
  const text = Form.useWatch<string | undefined>([kind, 'text'])
  const example = filledText(text ?? '', EXAMPLES)
  const wechat = Form.useWatch<string | undefined>([kind, 'wechatTemplate'])
  return (
    <fieldset style={{ border: 0, padding: 0, marginBottom: 16 }}>
      <Form.Item name={[kind, 'on']} valuePropName="checked" style={{ marginBottom: 4 }}>
        <Checkbox>{label}</Checkbox>
      </Form.Item>
      <Form.Item
        name={[kind, 'text']}
        label={`${label}：短信文字`}
        extra={`可用占位：${placeholders.map((name) => `{${name}} ${PLACEHOLDER_LABELS[name]}`).join('、')}。例：${example}`}
        rules={[{ required: true, message: '请填写短信文字' }]}
        style={{ marginBottom: 4 }}
      >
        <Input.TextArea autoSize maxLength={200} />
      </Form.Item>
      <Form.Item name={[kind, 'providerTemplate']} label={`${label}：短信平台模板代码（可不填）`}>
        <Input maxLength={40} style={{ width: 220 }} />
      </Form.Item>
      <Form.Item
        name={[kind, 'wechatTemplate']}
        label={`${label}：微信订阅消息模板 ID（可不填）`}
        style={{ marginBottom: 4 }}
      >
        <Input maxLength={64} style={{ width: 420 }} />
      </Form.Item>
      {wechat && (
        <Form.Item
          name={[kind, 'wechatLines']}
          label={`${label}：微信模板的内容，每行“关键词=内容”`}
          extra="关键词照模板写，如 thing1={machine}；thing 类超过 20 个字的截短。"
          rules={[{ required: true, message: '请填写模板各关键词的内容' }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
      )}
    </fieldset>
  )
}

const EXAMPLES: Record<string, string> = {
  machine: '装载机（出厂编号 ZY-0001）',
  number: '4-30468819',
  office: '政务服务中心',
  address: '人民路 1 号',
  hours: '工作日 9:00–17:00',
  place: '北京市东城区',
  agent: '张*三',
  days: '7',
  ground: '机主联系不上',
  until: '2026-12-15',
  result: '已过户',
}

const WHY: Record<string, string> = {
  OVER: '发送时已不需要',
  OFF: '该类短信没有打开',
  NO_PHONE: '账号没有手机号',
  NO_TEMPLATE: '短信平台没有模板',
  CAP: '超过每天上限',
  STALE: '等待超过 3 天',
  BROKEN_OFF: '发送中断，是否发出不明',
  NO_CONSENT: '没有（剩余的）同意',
}

const reasons = (parts: ChannelFigures['dropped']) =>
  parts.map(({ why, count }) => `${WHY[why] ?? why} ${count} 条`).join('、')

/** What became of those of the last days; nothing is said to have arrived. */
function Figures() {
  const { data, isError } = useQuery(messageFiguresQuery())
  if (!data) return <p style={{ minHeight: '1.5em' }}>{isError ? '没有读到发送情况' : ''}</p>
  return (
    <div role="status" style={{ marginBottom: 12 }}>
      <p>近 7 天：{figuresText('短信平台', data)}</p>
      {data.wechat && <p>微信订阅消息：{figuresText('微信', data.wechat)}</p>}
    </div>
  )
}

function figuresText(taker: string, { sent, waiting, failed, failures, dropped }: ChannelFigures): string {
  const unsent = dropped.reduce((all, { count }) => all + count, 0)
  const why = (parts: ChannelFigures['dropped']) => (parts.length > 0 ? `（${reasons(parts)}）` : '')
  return `已提交${taker} ${sent} 条，等待 ${waiting} 条，失败 ${failed} 条${why(failures)}，没有发送 ${unsent} 条${why(dropped)}。`
}
