import {
  IS_HEADING,
  IS_INLINE,
  IS_NEGATION,
  IS_RESTATED,
  IS_SAID,
  IS_SIGNAL,
  IS_STORY,
  IS_TITLE_SIGNAL,
  IS_UNHEARD,
  type PhraseMeaning,
} from './compiled.js';

/** A phrase that means nothing yet. */
export function emptyMeaning(): PhraseMeaning {
  return {
    blocked: false,
    heading: null,
    inline: null,
    signals: [],
    titleSignals: [],
    unheard: false,
    restates: false,
    said: -1,
    negation: false,
    story: false,
  };
}

/** The bits by which `Automaton.find` hears a phrase. */
export function kindsOf(meaning: PhraseMeaning): number {
  return (
    (meaning.signals.length > 0 ? IS_SIGNAL : 0) |
    (meaning.titleSignals.length > 0 ? IS_TITLE_SIGNAL : 0) |
    (meaning.said === -1 ? 0 : IS_SAID) |
    (meaning.unheard ? IS_UNHEARD : 0) |
    (meaning.restates ? IS_RESTATED : 0) |
    (meaning.negation ? IS_NEGATION : 0) |
    (meaning.heading === null ? 0 : IS_HEADING) |
    (meaning.inline === null ? 0 : IS_INLINE) |
    (meaning.story ? IS_STORY : 0)
  );
}

/** Each meaning once: most phrases mean nothing but their skill, and the cache is read in half of the time. */
export function shared(meanings: readonly PhraseMeaning[]): PhraseMeaning[] {
  const known = new Map<string, PhraseMeaning>();
  return meanings.map((meaning) => {
    const key = JSON.stringify(meaning);
    const first = known.get(key) ?? meaning;
    known.set(key, first);
    return first;
  });
}
