'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import account from '@/components/account/account.module.css'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { PasswordField } from '@/components/mobile/password-field'
import { Refusal } from '@/components/mobile/refusal'
import { SignedIn } from '@/components/mobile/signed-in'
import { useFields } from '@/components/mobile/use-fields'
import { ForRole } from '@/components/role/for-role'
import { saveFile } from '@/lib/client/save-file'
import { chinaDay } from '@/lib/core/clock'
import { downloadCopy } from '@/lib/features/own-data/api'

/** 下载我的信息: what is in it, the password again, progress. */
export function CopyPage() {
  return (
    <MobilePage title="下载我的信息" back="/m/me">
      <SignedIn>
        <ForRole needs="MANAGE">
          <Copy />
        </ForRole>
      </SignedIn>
    </MobilePage>
  )
}

function Copy() {
  const own = useFields({ password: '' }, ({ password }) => ({
    password: password === '' ? '请填写密码' : undefined,
  }))
  const [bytes, setBytes] = useState(0)
  const download = useMutation({
    mutationFn: (password: string) => downloadCopy(password, setBytes),
    // Never cache a password or the copy.
    gcTime: 0,
    onMutate: () => setBytes(0),
    onSuccess: (copy) => saveFile(copy, `我的信息-${chinaDay(new Date())}.zip`),
    onError: own.refuse,
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!download.isPending && own.isRight()) download.mutate(own.values.password)
  }
  return (
    <form method="post" ref={own.form} className={account.form} onSubmit={submit} noValidate>
      <p>
        把本系统中您名下的信息打包成一个 ZIP
        文件：账号、登记、机械、变更、通知、同意和登录记录，以及您上传的照片。
      </p>
      <p className={account.hint}>
        文件里有完整的证件号码和手机号，请只在自己的手机或电脑上下载，用后删除。服务器上不留这个文件。在微信里不能保存文件的，请用手机浏览器打开本页。
      </p>
      <div className={fields.fields}>
        <PasswordField
          label="密码"
          name="password"
          autoComplete="current-password"
          placeholder="再次输入密码"
          {...own.part('password')}
          onBlur={undefined}
        />
      </div>
      <Refusal error={own.notice} />
      {download.isSuccess && (
        <p role="status" className={account.good}>
          已下载 {sizeText(bytes)}，请在浏览器的下载里查看。
        </p>
      )}
      <button type="submit" className={account.submit} disabled={download.isPending}>
        {download.isPending ? `正在打包下载… ${sizeText(bytes)}` : '下载'}
      </button>
    </form>
  )
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
