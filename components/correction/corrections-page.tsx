'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Radio, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { chinaMinute } from '@/lib/core/clock'
import { answerCorrectionMutation, correctionsQuery } from '@/lib/features/correction/api'
import {
  CORRECTION_LABELS,
  CORRECTION_STATUS_LABELS,
  type OfficeCorrection,
} from '@/lib/features/correction/schema'
import { filingKeys } from '@/lib/features/filing/api/desk'

const STATES = [
  { value: 'open', label: '等待答复' },
  { value: 'answered', label: '已答复' },
]

/** 更正申请: what owners of the area ask to have corrected; answered once. */
export function CorrectionsPage() {
  const [state, setState] = useState('open')
  const [answering, setAnswering] = useState<OfficeCorrection | null>(null)
  const query = useInfiniteQuery(correctionsQuery(state === 'open'))
  const columns = [
    {
      key: 'owner',
      title: '申请人',
      width: 240,
      render: ({ owner }: OfficeCorrection) => (
        <>
          <Tag>{owner.type === 'UNIT' ? '单位' : '个人'}</Tag>
          <strong>{owner.name}</strong>
          <div style={{ color: 'var(--ink-soft)' }}>
            {owner.idNumberMasked} · {owner.phoneMasked}
          </div>
        </>
      ),
    },
    {
      key: 'subject',
      title: '更正',
      width: 130,
      render: ({ subject }: OfficeCorrection) => CORRECTION_LABELS[subject],
    },
    {
      key: 'text',
      title: '申请的内容',
      width: 320,
      render: ({ text }: OfficeCorrection) => (
        <span style={{ whiteSpace: 'pre-wrap' }}>{text ?? '机主已注销账号，文字已删除'}</span>
      ),
    },
    {
      key: 'createdAt',
      title: '提交时间',
      width: 140,
      render: ({ createdAt }: OfficeCorrection) => chinaMinute(new Date(createdAt)),
    },
    {
      key: 'answer',
      title: '答复',
      width: 300,
      render: (row: OfficeCorrection) =>
        row.text === null ? (
          row.status === 'OPEN' ? (
            '没有答复，不再需要'
          ) : (
            CORRECTION_STATUS_LABELS[row.status]
          )
        ) : row.status === 'OPEN' ? (
          <Button type="link" size="small" onClick={() => setAnswering(row)}>
            答复
          </Button>
        ) : (
          `${CORRECTION_STATUS_LABELS[row.status]}：${row.answer ?? ''}（${row.answeredBy ?? '已离职'}）`
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title="更正申请"
        hint="机主请求更正账号里的个人信息；请核对证件后答复，答复机主能看到。答复不会改动账号里的信息"
        actions={<Segmented options={STATES} value={state} onChange={(value) => setState(String(value))} />}
      />
      <ListTable
        label="更正申请"
        query={query}
        columns={columns}
        rowKey={byId}
        tall
        empty={<Empty title={state === 'open' ? '没有等待答复的申请' : '还没有答复过'} />}
      />
      {answering && <AnswerDialog correction={answering} onClose={() => setAnswering(null)} />}
    </>
  )
}

function AnswerDialog({ correction, onClose }: { correction: OfficeCorrection; onClose: () => void }) {
  const { mutateAsync } = useMutation(answerCorrectionMutation)
  const client = useQueryClient()
  const { id, owner, subject, text } = correction
  return (
    <FormDialog<{ accepted: boolean; answer: string }>
      title={`答复“${owner.name}”`}
      okText="提交答复"
      onClose={onClose}
      onSubmit={async (fields) => {
        await mutateAsync({ id, ...fields })
        await client.invalidateQueries({ queryKey: filingKeys.counts() })
      }}
    >
      <p style={{ whiteSpace: 'pre-wrap' }}>
        更正{CORRECTION_LABELS[subject]}：{text}
      </p>
      <Form.Item name="accepted" label="是否同意" rules={[{ required: true, message: '请选择是否同意' }]}>
        <Radio.Group
          options={[
            { value: true, label: '同意' },
            { value: false, label: '不同意' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="answer"
        label="答复"
        extra="答复本身不改动账号。同意的，写明接下来怎样更正、要不要带证件到哪里办理；不同意的，写明理由；提交后不能修改"
        rules={[{ required: true, min: 4, whitespace: true, message: '请填写答复，至少 4 个字' }]}
      >
        <Input.TextArea rows={4} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  )
}
