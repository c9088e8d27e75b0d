import { Type, type TSchema } from 'typebox';

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Of a count of this, this share; null where nothing was looked at. */
export const Interval = Type.Object(
  { low: Type.Number(), high: Type.Number() },
  { description: 'Both ends of a 95 % interval' },
);

export const ErrorAnswer = Type.Object(
  { error: Type.Object({ code: Type.String(), message: Type.String() }) },
  { description: 'What is wrong, for programs and for people' },
);

/** Answers that any route may give. */
export const FAULTS = {
  400: ErrorAnswer,
  401: ErrorAnswer,
  403: ErrorAnswer,
  429: ErrorAnswer,
  500: ErrorAnswer,
};
