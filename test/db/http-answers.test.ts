import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { forgetOldAnswers, recallAnswer, storeAnswer } from '../../src/db/http-answers.js';
import { describeEachDatabase } from '../support/backends.js';

describeEachDatabase('answers of former runs', (database) => {
  const [key, url] = ['https://jobs.example/acme', 'https://api.example/acme/1'];
  const answer = (text: string, etag = '"1"') => ({
    validators: { etag, lastModified: null },
    body: Buffer.from(text),
  });

  it('are kept by source and address, the last one each', async () => {
    await storeAnswer(database(), key, url, answer('{"a":"\\u0000ü"}'));
    await storeAnswer(database(), `${key}\ncsv`, url, answer('other'));
    expect(await recallAnswer(database(), key, url)).toEqual(answer('{"a":"\\u0000ü"}'));
    await storeAnswer(database(), key, url, answer('later', '"2"'));
    expect(await recallAnswer(database(), key, url)).toEqual(answer('later', '"2"'));
    expect(await recallAnswer(database(), key, `${url}0`)).toBeNull();
  });

  it('go when nobody has asked for them for long', async () => {
    await storeAnswer(database(), key, url, answer('asked for'));
    await storeAnswer(database(), key, `${url}/gone`, answer('gone'));
    await database().orm.execute(sql`update http_answers set seen_at = now() - interval '20 days'`);
    await recallAnswer(database(), key, url);
    await forgetOldAnswers(database(), key);
    expect(await recallAnswer(database(), key, url)).toEqual(answer('asked for'));
    expect(await recallAnswer(database(), key, `${url}/gone`)).toBeNull();
  });
});
