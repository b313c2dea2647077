import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
} from "graphql";
import { expect, test } from "vitest";
import { publicSchema } from "./public/schema.ts";
import { schema } from "./schema.ts";

/** Everything in a schema that says nothing of itself: `Type`, `Type.field`, `Type.field(argument)`, `Enum.value`. */
function undocumented(of: GraphQLSchema): string[] {
  const silent: string[] = [];
  const look = (name: string, { description }: { readonly description?: string | null | undefined }): void => {
    if (!description?.trim()) silent.push(name);
  };
  for (const type of Object.values(of.getTypeMap()).filter((each) => !isIntrospectionType(each))) {
    look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field);
        for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument);
      }
    }
    if (isUnionType(type)) continue;
  }
  return silent.sort();
}

test.each([
  ["private", schema],
  ["public", publicSchema],
])("everything in the %s schema says what it is", (_, of) => {
  expect(undocumented(of)).toEqual([]);
});
