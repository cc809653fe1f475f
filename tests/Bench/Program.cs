Console.Error.WriteLine("usage: Bench <scenario>");
return 2;
