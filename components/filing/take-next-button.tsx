'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { claimNext, filingKeys } from '@/lib/features/filing/api/desk'
import { nothingNextText } from './nothing-next'

/** Claims and opens the next filing: first what the officer returned and was submitted again, then the oldest. */
export function TakeNextButton({ size }: { size?: 'large' }) {
  const { message } = App.useApp()
  const router = useRouter()
  const queryClient = useQueryClient()
  // A second tap may come before the button is shown busy, or while the filing that was claimed is being opened.
  const isTaking = useRef(false)
  const next = useMutation({
    mutationFn: claimNext,
    onSuccess: async (filing) => {
      void queryClient.invalidateQueries({ queryKey: filingKeys.lists() })
      if (!filing) return void message.info(await nothingNextText(queryClient), 6)
      queryClient.setQueryData(filingKeys.detail(filing.id), filing)
      router.push(`/filings/${filing.id}`)
    },
    onError: (error) => void message.error(error.message),
    onSettled: (filing) => {
      isTaking.current = Boolean(filing)
    },
  })
  const take = () => {
    if (isTaking.current) return
    isTaking.current = true
    next.mutate()
  }
  useShortcuts({ takeNext: take })
  return (
    <Button type="primary" size={size} loading={next.isPending || Boolean(next.data)} onClick={take}>
      领取下一件
      <Kbd of="takeNext" />
    </Button>
  )
}
