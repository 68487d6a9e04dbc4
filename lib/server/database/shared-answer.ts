type Shared<T> = { until: number; answer: Promise<T> }

/**
 * Answers that cost much and that many ask for again and again: whoever asks while one is made, or while it is fresh, gets the same.
 * An answer that failed is not given twice.
 * @param clock milliseconds
 */
export function sharedAnswers<T>(clock: () => number = () => performance.now()) {
  const answers = new Map<string, Shared<T>>()
  const forget = (key: string, answer: Promise<T>) => {
    if (answers.get(key)?.answer === answer) answers.delete(key)
  }
  /**
   * @param freshMs for how long after it was made it is given again; with 0 each call makes its own
   */
  return (key: string, freshMs: number, make: () => Promise<T>): Promise<T> => {
    if (freshMs <= 0) return make()
    const known = answers.get(key)
    if (known && clock() < known.until) return known.answer
    const answer = make()
    answers.set(key, { until: Number.POSITIVE_INFINITY, answer })
    answer.then(
      () => answers.get(key)?.answer === answer && answers.set(key, { until: clock() + freshMs, answer }),
      () => forget(key, answer),
    )
    return answer
  }
}
