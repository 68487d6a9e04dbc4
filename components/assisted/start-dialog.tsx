import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { ApiError } from '@/lib/client/api-error'
import {
  documentNumberLabel,
  IDENTITY_DOCUMENTS,
  REGISTRABLE,
  type RegistrableDocument,
} from '@/lib/core/identity-document'
import { formUrl, startAssisted } from '@/lib/features/assisted/api/assisted'
import styles from './assisted.module.css'

type Fields = {
  type: 'PERSON' | 'UNIT'
  name: string
  documentKind?: RegistrableDocument
  idNumber: string
  correctName?: boolean
  hasContact?: boolean
  contact?: { name: string; relation: string; phone: string }
}

const KINDS = REGISTRABLE.PERSON.map((value) => ({ value, label: IDENTITY_DOCUMENTS[value].label }))
const required = (message: string) => [{ required: true, whitespace: true, message }]
/** Of an older register: the officer may correct its name by the document at hand. */
const differs = (error: unknown) =>
  error instanceof ApiError && error.problem.errors?.some(({ code }) => code === 'NAME_DIFFERS')

/** 代办登记: the owner's document, as it lies on the desk; then the form. */
export function StartDialog({ onClose }: { onClose: () => void }) {
  const [correctable, setCorrectable] = useState(false)
  async function submit({ hasContact, contact, documentKind, ...owner }: Fields) {
    const kind = owner.type === 'PERSON' ? documentKind : undefined
    const body = { ...owner, documentKind: kind, contact: hasContact && contact ? contact : null }
    const { id } = await startAssisted(body).catch((error: unknown) => {
      if (differs(error)) setCorrectable(true)
      throw error
    })
    window.location.assign(formUrl(id))
    // The form opens in place of this page: the dialog stays busy until then.
    await new Promise(() => undefined)
  }
  return (
    <FormDialog<Fields>
      title="代办登记：核对机主证件"
      okText="证件已核对，开始填写"
      initialValues={{ type: 'PERSON', documentKind: 'RESIDENT_ID' }}
      onSubmit={submit}
      onClose={onClose}
    >
      {() => <OwnerFields correctable={correctable} />}
    </FormDialog>
  )
}

function OwnerFields({ correctable }: { correctable: boolean }) {
  const unit = Form.useWatch('type') === 'UNIT'
  const chosen: RegistrableDocument = Form.useWatch('documentKind') ?? 'RESIDENT_ID'
  const hasContact = Form.useWatch('hasContact') === true
  return (
    <>
      <p style={{ marginBottom: 12 }}>机主须在场并出示证件原件。请按证件录入，不要按口述录入。</p>
      <Form.Item name="type" label="机主">
        <Radio.Group
          options={[
            { value: 'PERSON', label: '个人' },
            { value: 'UNIT', label: '单位' },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label={unit ? '单位名称' : '姓名'} rules={required('请按证件填写')}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      {!unit && (
        <Form.Item name="documentKind" label="证件类型">
          <Select options={KINDS} />
        </Form.Item>
      )}
      <Form.Item
        name="idNumber"
        label={documentNumberLabel(unit ? 'UNIT_CODE' : chosen, unit ? 'UNIT' : 'PERSON')}
        rules={required('请按证件填写完整号码')}
      >
        <Input autoComplete="off" maxLength={22} />
      </Form.Item>
      {correctable && (
        <Form.Item name="correctName" valuePropName="checked">
          <Checkbox>已再次核对证件：号码无误，按证件更正旧系统登记的名称</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="hasContact" valuePropName="checked" style={{ marginBottom: 8 }}>
        <Checkbox>留一个联系人（亲属等）的电话，只供工作人员拨打，不发送短信</Checkbox>
      </Form.Item>
      {hasContact && (
        <div className={styles.contact}>
          <Form.Item name={['contact', 'name']} label="联系人姓名" rules={required('请填写')}>
            <Input autoComplete="off" maxLength={100} />
          </Form.Item>
          <Form.Item name={['contact', 'relation']} label="与机主关系" rules={required('请填写')}>
            <Input autoComplete="off" maxLength={20} placeholder="如：儿子" />
          </Form.Item>
          <Form.Item name={['contact', 'phone']} label="手机号" rules={required('请填写')}>
            <Input autoComplete="off" inputMode="tel" maxLength={20} />
          </Form.Item>
        </div>
      )}
    </>
  )
}
