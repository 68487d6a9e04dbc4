import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { preferenceQuery, setPreferenceMutation } from '@/lib/features/preference/api'

const KEY = 'return-phrases'
const MOST = 20

/** The officer's frequent sentences, kept with the account. */
export function usePhrases() {
  const { message } = App.useApp()
  const client = useQueryClient()
  const stored = useQuery(preferenceQuery(KEY))
  const phrases = stored.data ?? []
  const { mutate } = useMutation({
    ...setPreferenceMutation(KEY),
    onError: (error) => {
      message.error(`常用语没有保存：${error.message}`)
      return client.invalidateQueries({ queryKey: preferenceQuery(KEY).queryKey })
    },
  })
  return {
    phrases,
    /** Until they are loaded nothing may be saved: it would replace them. */
    ready: stored.isSuccess,
    failed: stored.isError && !stored.data,
    retry: stored.refetch,
    add: (text: string) => {
      const phrase = text.trim()
      if (phrases.length >= MOST) return void message.info(`常用语最多 ${MOST} 条，请先删除不用的`)
      mutate([...phrases, phrase])
    },
    remove: (phrase: string) => mutate(phrases.filter((one) => one !== phrase)),
  }
}
